import { message } from '../../message/message';
import type { Network } from '../../network/network';
import type { TexStyle } from '../../notation/tex/texStyle';
import { ofHomogeneous } from '../blockParts';
import type { Block, FormulaBlock, Page, Section, SectionId } from '../page';
import { changedFormula, note } from '../pageBlocks';

/** The sections in which the two forms differ. */
const SECTIONS: readonly SectionId[] = ['network', 'forward', 'gradient'];

/**
 * Both forms of §3 on one page: every formula of the affine network beside that of its homogeneous form, unless they are
 * the same. Entries that are the same ones are marked as the same.
 * @param homogeneous the page of the homogeneous form
 * @param network the homogeneous form
 */
export function bothForms(affine: Page, homogeneous: Page, network: Network): Page {
  const sections = affine.sections.map((section): Section => {
    const other = homogeneous.sections.find(({ id }) => id === section.id);
    if (other === undefined || !SECTIONS.includes(section.id)) return section;
    const blocks = pairs(section.blocks, other.blocks, network);
    return { ...section, blocks: section.id === 'network' ? [introduction(), ...blocks] : blocks };
  });
  return { ...affine, sections };
}

function introduction(): Block {
  return note(
    'network.both',
    'info',
    message(
      'The same network in both forms of §3: affine, with biases, and homogeneous. W and b of the affine form are the columns of W of the homogeneous form, left and right of its line; the same is true of their gradients.',
    ),
  );
}

/** The blocks of both sections in the order of the page. */
function pairs(affine: readonly Block[], homogeneous: readonly Block[], network: Network): Block[] {
  const known = new Set(affine.map(({ id }) => id));
  const blocks: Block[] = [];
  let next = 0;
  /** What only the homogeneous form has, up to the block that both have. */
  const onlyHomogeneous = (end: number) => {
    for (; next < end; next++) {
      const block = homogeneous[next];
      if (!known.has(block.id)) blocks.push(...ofForm(block, network));
    }
  };
  for (const block of affine) {
    const at = homogeneous.findIndex(({ id }) => id === block.id);
    if (at >= next) onlyHomogeneous(at);
    const other = homogeneous[at] as Block | undefined;
    if (block.kind !== 'formula') blocks.push(block);
    else if (other?.kind === 'formula' && other.plainTex === block.plainTex) blocks.push(block);
    else {
      const caption = message('Affine, with biases');
      blocks.push(changedFormula(block, block.write!, { beside: { side: 'left', caption } }));
      if (other !== undefined) blocks.push(...ofForm(other, network));
    }
  }
  onlyHomogeneous(homogeneous.length);
  return blocks;
}

/** A block of the homogeneous form: a formula, or a note on its formal neurons. Pictures are shown once. */
function ofForm(block: Block, network: Network): readonly Block[] {
  const id = `${block.id}${ofHomogeneous}`;
  if (block.kind === 'note' || block.kind === 'paragraph') return [{ ...block, id }];
  return block.kind === 'formula' ? [ofAffineEntries(block, id, network)] : [];
}

function ofAffineEntries(block: FormulaBlock, id: string, network: Network): FormulaBlock {
  const write = (style: TexStyle) => {
    const data = (attributes: string, tex: string) => {
      const kept = attributes.split(',').flatMap((one) => affineMark(one, network) ?? []);
      return kept.length === 0 ? tex : style.data(kept.join(','), tex);
    };
    return block.write!({ ...style, data });
  };
  return changedFormula(block, write, { id, beside: { side: 'right', caption: message('Homogeneous (§3)') } });
}

/** What the last column of W and of its like is in the affine form. */
const BIAS: Readonly<Record<string, string>> = { W: 'b', gradW: 'gradb', nextW: 'nextb' };

/** The mark (see page.ts) of the same entry in the affine form: the last column of W is b; null for what is formal. */
function affineMark(mark: string, { layers, sizes }: Network): string | null {
  const found = /^([tq])=(\w+)\.(\d+)\.(\d+)\.(\d+)$/.exec(mark);
  if (found === null) return mark;
  const [, kind, quantity] = found;
  const [layer, row, column] = found.slice(3).map(Number);
  const k = layers.length;
  if (quantity === 'target' || quantity === 'rate') return mark;
  // The ones that X and the hidden layers end in.
  if (layer < k && row === sizes[layer] - 1) return null;
  const bias = BIAS[quantity] as string | undefined;
  if (bias === undefined || column < layers[layer - 1].inputSize - 1) return mark;
  return layers[layer - 1].unbiased ? null : `${kind}=${bias}.${layer}.${row}.0`;
}
