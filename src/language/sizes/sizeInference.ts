import type { TextRange } from '../../functions/expression/tree';
import { Portion } from '../../steps/portion';
import type { Steps } from '../../steps/steps';

/** The codes under which a statement about a size can be wrong. */
export type SizeCode =
  'layer-size' | 'activation-count' | 'weight-rows' | 'weight-columns' | 'bias-size' | 'input-size' | 'target-size';

/** "n_i is `value`", as one place in the text states it. */
export interface SizeFact {
  /** Which unknown it is about: a number that `inferSizes` treats as a mere label. */
  readonly about: number;
  readonly value: number;
  readonly code: SizeCode;
}

/** Another reading of a claim's text that the author may have meant, with the values its facts then have. */
export interface Alternative {
  readonly kind: 'transposed' | 'decimal-commas';
  /** One value for each fact of the claim, in the same order. */
  readonly values: readonly number[];
}

/** All that one place in the text states about sizes. */
export interface Claim {
  readonly facts: readonly SizeFact[];
  /** Found when they are asked for, since that may mean to read the text again. */
  alternatives(): readonly Alternative[];
  /** What states it, and what is underlined if it is wrong. */
  readonly range: TextRange;
}

/** A fact that stands against what is known better. */
export interface Dissent<C extends Claim> {
  readonly claim: C;
  readonly fact: SizeFact;
  /** The value that won. */
  readonly expected: number;
  /** The earliest claim that states it. */
  readonly winner: { readonly claim: C; readonly fact: SizeFact };
  /** How many facts state the expected value. */
  readonly support: number;
  /** The reading that would mend this claim as a whole; then this is its only dissent. */
  readonly mendedBy: Alternative | null;
}

/** What follows from a set of claims. */
export interface InferredSizes<C extends Claim> {
  /** The value of each unknown that has a fact. */
  readonly sizes: ReadonlyMap<number, number>;
  /** In text order. */
  readonly dissents: readonly Dissent<C>[];
  /** Claims that agree as they stand, but one of whose alternatives would settle a dissent, by that dissent. */
  readonly otherMends: ReadonlyMap<Dissent<C>, { readonly claim: C; readonly alternative: Alternative }>;
}

interface Vote<C extends Claim> {
  readonly claim: C;
  readonly fact: SizeFact;
  readonly index: number;
}

/** Looking for other readings stops after about so many looks at a fact: a text of megabytes of errors must not hang. */
const patience = 5_000_000;

/** How many looks make a step. */
const LOOKS_AT_ONCE = 65_536;

/** A claim costs about as much as so many looks. */
const CLAIM = 16;

/**
 * Finds the value of every size: the one that most facts state, in a tie the one that one transposition makes all agree
 * on, else the one that the earliest states.
 * A claim with a dissenting fact is read another way if all its facts then agree and fewer facts dissent altogether, so
 * that a matrix written the wrong way round is one mistake and not one mistake in every direction.
 * In steps that can be abandoned.
 * @param given readings that are taken for granted
 */
export function* inferSizes<C extends Claim>(
  claims: readonly C[],
  given: ReadonlyMap<C, Alternative> = new Map(),
): Steps<InferredSizes<C>> {
  const inference = new Inference(claims, given);
  yield* inference.vote();
  return yield* inference.result();
}

class Inference<C extends Claim> {
  private readonly claims: readonly C[];
  private readonly votes = new Map<number, Vote<C>[]>();
  private readonly winners = new Map<number, Vote<C> | null>();
  private readonly support = new Map<number, number>();
  private readonly readings: Map<C, Alternative>;
  private looks = 0;
  private looksBefore = 0;
  private readonly portion = new Portion(LOOKS_AT_ONCE);

  constructor(claims: readonly C[], given: ReadonlyMap<C, Alternative>) {
    this.readings = new Map(given);
    this.claims = [...claims].sort((a, b) => a.range.start - b.range.start);
  }

  /** Takes the facts of every claim as votes. */
  *vote(): Steps<void> {
    const portion = new Portion(LOOKS_AT_ONCE);
    for (const claim of this.claims) {
      if (portion.fills(CLAIM)) yield 0;
      claim.facts.forEach((fact, index) => {
        const votes = this.votes.get(fact.about);
        if (votes) votes.push({ claim, fact, index });
        else this.votes.set(fact.about, [{ claim, fact, index }]);
      });
    }
  }

  *result(): Steps<InferredSizes<C>> {
    yield* this.rereadDissenters();
    yield* this.rereadWinners();
    const sizes = new Map<number, number>();
    for (const about of this.votes.keys()) {
      sizes.set(about, this.winningValue(about)!);
      if (this.fillsStep()) yield 1;
    }
    const dissents = yield* this.dissents();
    const otherMends = new Map<Dissent<C>, { claim: C; alternative: Alternative }>();
    for (const dissent of dissents) {
      if (this.fillsStep()) yield 1;
      if (dissent.mendedBy !== null) continue;
      const mend = yield* this.mendElsewhere(dissent);
      if (mend !== null) otherMends.set(dissent, mend);
    }
    return { sizes, dissents, otherMends };
  }

  /** Whether as much was looked at as makes a step. */
  private fillsStep(): boolean {
    const looks = this.looks - this.looksBefore;
    this.looksBefore = this.looks;
    return this.portion.fills(CLAIM + looks);
  }

  private *dissents(): Steps<Dissent<C>[]> {
    const found: Dissent<C>[] = [];
    for (const claim of this.claims) {
      found.push(...this.dissentsOf(claim));
      if (this.fillsStep()) yield 1;
    }
    return found;
  }

  private *rereadDissenters(): Steps<void> {
    for (let changed = true; changed && this.looks < patience;) {
      changed = false;
      for (const claim of this.claims) {
        if (this.fillsStep()) yield 0;
        if (this.readings.has(claim)) continue;
        if (claim.facts.every((_, i) => this.agrees(claim, i))) continue;
        const mend = claim.alternatives().find((alternative) => this.improves(claim, alternative));
        if (mend !== undefined) {
          this.read(claim, mend);
          changed = true;
        }
      }
    }
  }

  /** Where nothing mends what dissents, a matrix that agrees may be the one that is the wrong way round. */
  private *rereadWinners(): Steps<void> {
    for (const { fact } of yield* this.dissents()) {
      if (this.fillsStep()) yield 0;
      if (this.dissentCount(fact.about) === 0) continue;
      for (const { claim } of this.votes.get(fact.about) ?? []) {
        if (this.looks > patience) return;
        if (this.readings.has(claim)) continue;
        const mend = claim.alternatives().find((one) => one.kind === 'transposed' && this.improves(claim, one));
        if (mend === undefined) continue;
        this.read(claim, mend);
        break;
      }
    }
  }

  /** Whether fewer facts dissent, and none of this claim's nor `besides`, if the claim is read so. */
  private improves(claim: C, alternative: Alternative, besides: Dissent<C> | null = null): boolean {
    if (this.looks > patience) return false;
    const abouts = new Set(claim.facts.map((fact) => fact.about));
    const count = () => [...abouts].reduce((sum, about) => sum + this.dissentCount(about), 0);
    const before = count();
    const reading = this.readings.get(claim);
    this.read(claim, alternative);
    const better =
      count() < before &&
      claim.facts.every((_, i) => this.agrees(claim, i)) &&
      (besides === null || this.winningValue(besides.fact.about) === besides.fact.value);
    this.read(claim, reading);
    return better;
  }

  private read(claim: C, alternative: Alternative | undefined): void {
    if (alternative === undefined) this.readings.delete(claim);
    else this.readings.set(claim, alternative);
    for (const fact of claim.facts) this.winners.delete(fact.about);
  }

  private valueOf({ claim, fact, index }: Vote<C>): number {
    return this.readings.get(claim)?.values[index] ?? fact.value;
  }

  private agrees(claim: C, index: number): boolean {
    const fact = claim.facts[index];
    return this.valueOf({ claim, fact, index }) === this.winningValue(fact.about);
  }

  private dissentCount(about: number): number {
    const votes = this.votes.get(about) ?? [];
    const winning = this.winningValue(about);
    this.looks += votes.length;
    return votes.reduce((sum, vote) => sum + (this.valueOf(vote) === winning ? 0 : 1), 0);
  }

  private winningValue(about: number): number | null {
    const winner = this.winnerOf(about);
    return winner === null ? null : this.valueOf(winner);
  }

  /** The earliest vote for the value that most votes are for. */
  private winnerOf(about: number): Vote<C> | null {
    const known = this.winners.get(about);
    if (known !== undefined) return known;
    const votes = this.votes.get(about) ?? [];
    this.looks += votes.length;
    const counts = new Map<number, number>();
    for (const vote of votes) {
      const value = this.valueOf(vote);
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    let most = 0;
    for (const count of counts.values()) most = Math.max(most, count);
    const winner = votes.find((vote) => counts.get(this.valueOf(vote)) === most) ?? null;
    this.winners.set(about, winner);
    this.support.set(about, most);
    return winner;
  }

  private dissentsOf(claim: C): Dissent<C>[] {
    const mendedBy = this.readings.get(claim) ?? null;
    const dissents = claim.facts.flatMap((fact): Dissent<C>[] => {
      const expected = this.winningValue(fact.about)!;
      if (fact.value === expected) return [];
      const winner = this.witness(claim, fact.about, expected);
      return [{ claim, fact, expected, winner, support: this.support.get(fact.about) ?? 0, mendedBy }];
    });
    if (mendedBy === null) return dissents;
    const best = dissents.find((dissent) => dissent.winner.claim !== claim) ?? dissents[0];
    return best === undefined ? [] : [best];
  }

  /** The earliest other claim that states the value as it is written. */
  private witness(claim: C, about: number, value: number): Vote<C> {
    const winner = this.winnerOf(about)!;
    if (winner.claim !== claim && winner.fact.value === value) return winner;
    const votes = this.votes.get(about)!;
    const others = (vote: Vote<C>) => vote.claim !== claim && this.valueOf(vote) === value;
    return votes.find((vote) => others(vote) && vote.fact.value === value) ?? votes.find(others) ?? winner;
  }

  /** Another claim about the same size that, read another way, would leave nothing to say against this one. */
  private *mendElsewhere(dissent: Dissent<C>): Steps<{ claim: C; alternative: Alternative } | null> {
    for (const { claim } of this.votes.get(dissent.fact.about) ?? []) {
      if (this.looks++ > patience) return null;
      if (this.fillsStep()) yield 1;
      if (claim === dissent.claim || this.readings.has(claim)) continue;
      for (const alternative of claim.alternatives()) {
        if (this.improves(claim, alternative, dissent)) return { claim, alternative };
      }
    }
    return null;
  }
}
