import { message, type Message } from '../../message/message';
import type { Chain, Letters, Term } from '../formula/formula';
import { goingLeft, goingRight, infix } from './spokenProduct';
import { inBrackets, spokenFactor, spokenMap, type Spoken } from './spokenSymbol';

/** The right side of a formula, said in the order in which its products are taken. */
export function spokenChain(chain: Chain, letters: Letters): Spoken {
  const { terms, operators, reading } = chain;
  const say = (term: Term) => spokenTerm(term, letters);
  if (reading === 'right-to-left') {
    const last = terms.length - 1;
    let done = say(terms[last]);
    for (let i = last - 1; i >= 0; i--) {
      done = terms[i].kind === 'ellipsis' ? andSoOn(done) : goingLeft(operators[i], done, say(terms[i]));
    }
    return done;
  }
  const join = reading === 'left-to-right' ? goingRight : infix;
  let done = say(terms[0]);
  terms.slice(1).forEach((term, i) => {
    done = term.kind === 'ellipsis' ? andSoOn(done) : join(operators[i], done, say(term));
  });
  return done;
}

function spokenTerm(term: Term, letters: Letters): Spoken {
  switch (term.kind) {
    case 'factor':
      return spokenFactor(term, letters);
    case 'application':
      return spokenMap(term.map, letters, spokenTerm(term.argument, letters));
    case 'parentheses': {
      // Around a single symbol they are for the eye.
      const [only] = term.inner.terms;
      if (term.inner.terms.length === 1 && only.kind === 'factor') return spokenFactor(only, letters);
      const inner = inReadingOrder(term.inner, letters);
      return term.angle ? message('the scalar product, open bracket, {0}, close bracket', inner) : inBrackets(inner);
    }
    case 'ellipsis':
      return message('and so on');
  }
}

/** A chain that is part of a longer one says in which order it is read, unless that is the ordinary one. */
function inReadingOrder(chain: Chain, letters: Letters): Spoken {
  const said = spokenChain(chain, letters);
  if (chain.terms.length < 2) return said;
  switch (chain.reading) {
    case 'ordinary':
      return said;
    case 'left-to-right':
      return message('from left to right, {0}', said);
    case 'right-to-left':
      return message('from right to left, {0}', said);
  }
}

function andSoOn(done: Spoken): Message {
  return message('{0}, and so on', done);
}
