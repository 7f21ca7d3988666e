/** Which values of a parameter make sense, where not all do. */
export interface ParameterDomain {
  /** The least value, or the name of an earlier parameter that is the least value. */
  readonly least: number | string;
  /** Whether the least value itself is out. */
  readonly open?: true;
  /** A value outside is no such function (`refused`), or is one that is hardly meant (`unusual`). */
  readonly outside: 'refused' | 'unusual';
}

/** A parameter of a built-in function; one without a default must be given. */
export interface ParameterEntry<Default extends number | null = number> {
  readonly name: string;
  readonly default: Default;
  /** Left out where every number makes sense. */
  readonly domain?: ParameterDomain;
  /** Whether only whole numbers make sense. */
  readonly whole?: true;
}

/** A value outside the domain of its parameter. */
export interface OutOfDomain {
  /** Which parameter, from 0. */
  readonly place: number;
  readonly domain: ParameterDomain;
  /** The least value as a number. */
  readonly least: number;
}

/** The first value outside its parameter's domain, or null. NaN stands for a value that is not known. */
export function outOfDomain(
  parameters: readonly ParameterEntry<number | null>[],
  values: readonly number[],
): OutOfDomain | null {
  for (const [place, { domain }] of parameters.entries()) {
    if (domain === undefined) continue;
    const { least: bound } = domain;
    const least = typeof bound === 'number' ? bound : values[parameters.findIndex(({ name }) => name === bound)];
    if (domain.open ? values[place] <= least : values[place] < least) return { place, domain, least };
  }
  return null;
}
