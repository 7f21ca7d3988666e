// The formulas as they stand in the paper, for a general k; looked at beside its pages.
import assert from 'node:assert/strict';
import { deltaStep, gradientFromDelta } from '../../../src/notation/formula/deltaRecursion';
import { diagonalForm } from '../../../src/notation/formula/diagonalForm';
import type { Formula } from '../../../src/notation/formula/formula';
import { gradientFormula } from '../../../src/notation/formula/gradientFormula';
import { generalGradientSystem, type ExplicitForm } from '../../../src/notation/formula/gradientSystem';
import { kroneckerForm } from '../../../src/notation/formula/kroneckerForm';
import { innerIdentity, outerIdentity } from '../../../src/notation/formula/proofIdentities';
import { generalQuantities } from '../../../src/notation/formula/quantities';
import { scalarForm, scalarFormWithArguments } from '../../../src/notation/formula/scalarForm';
import { symbolicTex, systemTex } from '../../../src/notation/tex/tex';
import { plainTex } from '../../../src/notation/tex/texStyle';
import { typeset } from './katexCheck';

const r = { letter: 'r', offset: 0 } as const;
const i = { letter: 'i', offset: 0 } as const;

function lines(form: ExplicitForm): readonly string[] {
  const system = systemTex(generalGradientSystem(form, generalQuantities), plainTex);
  typeset(system, true, false);
  const match = /^\\left\\\{ \\begin\{array\}\{l\} (.*) \\end\{array\} \\right\.$/.exec(system)!;
  return match[1].split(' \\\\[0.5em] ');
}

function line(formula: Formula): string {
  const tex = symbolicTex(formula, plainTex);
  typeset(tex, true, false);
  return tex;
}

describe('the paper’s formulas', () => {
  it('(1)', () => {
    const system = lines(scalarFormWithArguments);
    assert.equal(system[0], "\\nabla_{w_k} f = \\overbrace{\\sigma'_k(N_k) \\, \\sigma_{k-1}(N_{k-1})}");
    assert.ok(
      system[4].endsWith("\\dots \\, \\underbrace{\\sigma'_2(N_2) \\, w_2} \\, \\overbrace{\\sigma'_1(N_1) \\, x}"),
    );
  });

  it('(2)', () => {
    assert.deepEqual(lines(scalarForm), [
      "\\nabla_{w_k} f = \\overbrace{\\sigma'_k \\, \\sigma_{k-1}}",
      "\\nabla_{w_{k-1}} f = \\underbrace{\\sigma'_k \\, w_k} \\, \\overbrace{\\sigma'_{k-1} \\, \\sigma_{k-2}}",
      "\\nabla_{w_{k-2}} f = \\underbrace{\\sigma'_k \\, w_k} \\, \\underbrace{\\sigma'_{k-1} \\, w_{k-1}} \\, \\overbrace{\\sigma'_{k-2} \\, \\sigma_{k-3}}",
      '\\dots',
      "\\nabla_{w_1} f = \\underbrace{\\sigma'_k \\, w_k} \\, \\underbrace{\\sigma'_{k-1} \\, w_{k-1}} \\, \\underbrace{\\sigma'_{k-2} \\, w_{k-2}} \\, \\dots \\, \\underbrace{\\sigma'_2 \\, w_2} \\, \\overbrace{\\sigma'_1 \\, x}",
    ]);
  });

  it('(3)', () => {
    assert.deepEqual(lines(gradientFormula), [
      "\\nabla_{W_k} f = \\overbrace{\\Sigma'_k \\cdot \\Sigma_{k-1}^T}",
      "\\nabla_{W_{k-1}} f = \\underbrace{\\Sigma'_k \\bullet W_k^T} \\circ \\overbrace{\\Sigma'_{k-1} \\cdot \\Sigma_{k-2}^T}",
      "\\nabla_{W_{k-2}} f = \\underbrace{\\Sigma'_k \\bullet W_k^T} \\circ \\underbrace{\\Sigma'_{k-1} \\bullet W_{k-1}^T} \\circ \\overbrace{\\Sigma'_{k-2} \\cdot \\Sigma_{k-3}^T}",
      '\\dots',
      "\\nabla_{W_1} f = \\underbrace{\\Sigma'_k \\bullet W_k^T} \\circ \\underbrace{\\Sigma'_{k-1} \\bullet W_{k-1}^T} \\circ \\underbrace{\\Sigma'_{k-2} \\bullet W_{k-2}^T} \\circ \\dots \\circ \\underbrace{\\Sigma'_2 \\bullet W_2^T} \\circ \\overbrace{\\Sigma'_1 \\cdot X^T}",
    ]);
  });

  it('(4)', () => {
    const system = lines(kroneckerForm);
    assert.equal(system[0], "\\nabla_{W_k} f = \\overbrace{\\Sigma_{k-1}^T \\otimes \\Sigma'_k}");
    assert.equal(
      system[2],
      "\\nabla_{W_{k-2}} f = \\overbrace{\\Sigma_{k-3}^T \\otimes \\Sigma'_{k-2}} \\circ \\underbrace{W_{k-1}^T \\cdot \\Sigma'_{k-1}} \\circ \\underbrace{W_k^T \\cdot \\Sigma'_k}",
    );
    assert.ok(
      system[4].startsWith(
        "\\nabla_{W_1} f = \\overbrace{X^T \\otimes \\Sigma'_1} \\circ \\underbrace{W_2^T \\cdot \\Sigma'_2} \\circ \\dots",
      ),
    );
  });

  it('(5)', () => {
    const system = lines(diagonalForm);
    assert.equal(system[0], "\\nabla_{W_k} f = \\Sigma_{k-1}^T \\otimes \\widehat{\\Sigma}'_k");
    assert.equal(
      system[1],
      "\\nabla_{W_{k-1}} f = \\Sigma_{k-2}^T \\otimes (\\widehat{\\Sigma}'_{k-1} \\cdot W_k^T \\cdot \\widehat{\\Sigma}'_k)",
    );
  });

  it('(6) and (7)', () => {
    assert.equal(
      line(outerIdentity(generalQuantities, r)),
      "\\nabla_{W_r} f = (\\nabla_{\\Sigma_r} f) \\circ \\Sigma'_r \\cdot \\Sigma_{r-1}^T",
    );
    assert.equal(
      line(innerIdentity(generalQuantities, r)),
      "\\nabla_{\\Sigma_r} f = (\\nabla_{\\Sigma_{r+1}} f) \\circ \\Sigma'_{r+1} \\bullet W_{r+1}^T",
    );
  });

  it('the Δ recursion', () => {
    assert.equal(
      line(deltaStep(generalQuantities, i)),
      "\\Delta_i = (W_{i+1}^T \\cdot \\Delta_{i+1}) \\circ \\Sigma'_i",
    );
    assert.equal(line(gradientFromDelta(generalQuantities, i)), '\\nabla_{W_i} f = \\Delta_i \\cdot \\Sigma_{i-1}^T');
  });
});
