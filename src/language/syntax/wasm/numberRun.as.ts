// Reads plain numbers, spaces, commas and line breaks out of bytes, in AssemblyScript: built into numberRunModule.ts by
// `npm run build`. It stops before anything else, which is for the reader in TypeScript.

const RESULT: usize = 1024;
/** 5^q for the exponents from -64 to 64, as 128 bits, the lower 64 second. */
const POWERS: usize = 1056;
const LAST_POWER: i32 = 64;

const DIGITS: u64 = 0x3030303030303030;
const HIGH_BITS: u64 = 0x8080808080808080;
const ABOVE_NINE: u64 = 0x7676767676767676;

/** 10^0 to 10^22 as doubles, all exact. */
const TENS: usize = POWERS + 16 * 129;
/** 10^0 to 10^8 as integers. */
const INTEGER_TENS: usize = TENS + 8 * 23;

// What `number` found: where it ends, or 0 where there is none that it can read.
let numberEnd: usize = 0;

/** Up to eight digits, the first in the lowest byte, each 0 to 9, with leading zeros in the lowest bytes. */
function eightDigits(v: u64): u64 {
  v = (v * 2561) >> 8;
  v = ((v & 0x00ff00ff00ff00ff) * 6553601) >> 16;
  return ((v & 0x0000ffff0000ffff) * 42949672960001) >> 32;
}

/** Bit 7 of each byte that is no digit; `d` is the text with 0x30 taken off by exclusive or, all ASCII. */
function noDigits(d: u64): u64 {
  return (d + ABOVE_NINE) & HIGH_BITS;
}

/** Whether a number may end before this byte. */
function ends(c: u32): bool {
  // Blanks, line breaks, comma, semicolon, comment; closing bracket.
  return c == 0x20 || c == 0x2c || c == 0x0a || (c < 0x40 && (((<u64>1) << c) & 0x0800100900003e00) != 0) || c == 0x5d;
}

/** w · 10^q, rounded to the nearest double (Eisel and Lemire); NaN in the rare case that 128 bits do not decide. */
function scaled(w: u64, q: i32): f64 {
  const leading = <i32>clz(w);
  w <<= leading;
  const power = POWERS + ((<usize>(q + LAST_POWER)) << 4);
  const factor = load<u64>(power);
  let low = w * factor;
  let high = highProduct(w, factor);
  if ((high & 0x1ff) == 0x1ff) {
    const more = highProduct(w, load<u64>(power, 8));
    low += more;
    if (more > low) high++;
    if (low == 0xffffffffffffffff && (q < -27 || q > 55)) return NaN;
  }
  const upper = <i32>(high >> 63);
  let mantissa = high >> (upper + 9);
  let exponent = ((217706 * q) >> 16) + 63 + upper - leading + 1023;
  if (low <= 1 && q >= -4 && q <= 23 && (mantissa & 3) == 1 && mantissa << (upper + 9) == high) mantissa &= ~1;
  mantissa += mantissa & 1;
  mantissa >>= 1;
  if (mantissa >= (<u64>2) << 52) {
    mantissa = (<u64>1) << 52;
    exponent++;
  }
  return reinterpret<f64>((mantissa & 0x000fffffffffffff) | ((<u64>exponent) << 52));
}

/** The upper 64 bits of a product. */
function highProduct(a: u64, b: u64): u64 {
  const al = a & 0xffffffff;
  const ah = a >> 32;
  const bl = b & 0xffffffff;
  const bh = b >> 32;
  const ll = al * bl;
  const hl = ah * bl + (ll >> 32);
  const lh = al * bh + (hl & 0xffffffff);
  return ah * bh + (hl >> 32) + (lh >> 32);
}

/** The unsigned number at p, in any of the forms of the language; sets `numberEnd`. */
function longNumber(p: usize): f64 {
  numberEnd = 0;
  let w: u64 = 0;
  let significant: i32 = 0;
  let q: i32 = 0;
  let digits: usize = 0;
  let point = false;
  for (;;) {
    const d = load<u64>(p) ^ DIGITS;
    const no = noDigits(d);
    const n = no == 0 ? 8 : <i32>(ctz(no) >> 3);
    if (n > 0) {
      if (w == 0 && n == 1) {
        // Zeros in front count for nothing.
        w = d & 0xff;
        if (w != 0) significant = 1;
      } else {
        significant += n;
        if (significant > 19) return NaN;
        w = w * load<u64>(INTEGER_TENS + ((<usize>n) << 3)) + eightDigits(d << ((8 - n) << 3));
      }
      if (point) q -= n;
      digits += n;
      p += n;
      if (n == 8) continue;
    }
    if (point || load<u8>(p) != 0x2e) break;
    point = true;
    p++;
  }
  if (digits == 0) return NaN;
  let c = <u32>load<u8>(p);
  if (c == 0x65 || c == 0x45) {
    let sign = <u32>load<u8>(p, 1);
    p += 1 + <usize>(sign == 0x2b || sign == 0x2d);
    let written: i32 = 0;
    const first = p;
    c = load<u8>(p);
    while (c - 0x30 <= 9) {
      written = written * 10 + <i32>(c - 0x30);
      if (written > 999) return NaN;
      c = load<u8>(++p);
    }
    if (p == first) return NaN;
    q += sign == 0x2d ? -written : written;
  }
  if (!ends(c)) return NaN;
  let value: f64;
  if (w == 0) value = 0;
  else if (w <= 0x20000000000000 && q >= -22 && q <= 22) {
    value = q < 0 ? <f64>w / load<f64>(TENS + ((<usize>-q) << 3)) : <f64>w * load<f64>(TENS + ((<usize>q) << 3));
  } else {
    if (q < -LAST_POWER || q > LAST_POWER) return NaN;
    value = scaled(w, q);
    if (value != value) return NaN;
  }
  numberEnd = p;
  return value;
}

/**
 * Reads from p on, up to a byte 0 or something that it does not know, and returns how far it came.
 * Writes what it found to RESULT: the number of entries, the number of row ends, the end of the last entry (0 if there
 * is none), and whether a comma may follow (1) and something that separates entries precedes (2).
 * @param flags commaMayFollow (1), separated (2), line breaks end rows (4)
 * @param index how many entries the literal has so far
 * @param values where entries go
 * @param rowEnds where the number of entries goes at each line break that ends a row
 * @param marks where the place of every 256th entry goes
 */
export function run(p: usize, flags: i32, index: i32, values: usize, rowEnds: usize, marks: usize): usize {
  let commaMayFollow = flags & 1;
  let separated = flags & 2;
  const rows = flags & 4;
  const firstValue = values;
  const firstRow = rowEnds;
  let nextMark = values + ((<usize>(-index & 255)) << 3);
  let lastEnd: usize = 0;
  let stuck = false;
  // How many characters a number has before its point and in all, and how many before it were the same.
  let lastShape: i32 = 0;
  let same: i32 = 0;
  for (;;) {
    let c = <u32>load<u8>(p);
    if (c == 0x20 || c == 0x09) {
      separated = 2;
      p++;
      continue;
    }
    if (c == 0x2c) {
      if (!commaMayFollow) break;
      commaMayFollow = 0;
      separated = 2;
      p++;
      continue;
    }
    if (c == 0x0a || c == 0x0d) {
      let next = p + 1 + <usize>(c == 0x0d && load<u8>(p, 1) == 0x0a);
      const after = next;
      while (load<u8>(next) == 0x20 || load<u8>(next) == 0x09) next++;
      c = load<u8>(next);
      // A letter may start a statement, which ends an open literal; 0 is the end of the bytes.
      if (c != 0x0a && c != 0x0d && c - 0x30 > 9 && c != 0x2d && c != 0x2e && c != 0x2b) break;
      if (rows) {
        store<u32>(rowEnds, <u32>((values - firstValue) >> 3));
        rowEnds += 4;
        commaMayFollow = 0;
      }
      separated = 2;
      p = after;
      continue;
    }
    if (!separated) break;
    separated = 0;
    // One number after the other, each after one blank or a comma and a blank: the usual ones take no other way.
    for (;;) {
      const negative = c == 0x2d;
      const first = p + <usize>(negative || c == 0x2b);
      // Most numbers have at most eight characters: all of it at once.
      const d = load<u64>(first) ^ DIGITS;
      const no = noDigits(d);
      const before = <i32>(ctz(no) >> 3);
      let length = before;
      let digits = before;
      let packed = d;
      if (before < 8 && load<u8>(first + before) == 0x2e) {
        length = <i32>(ctz(no & (no - 1)) >> 3);
        digits = length - 1;
        const mask = ((<u64>1) << (before << 3)) - 1;
        packed = (d & mask) | ((d >> 8) & ~mask);
      }
      let value: f64;
      let end = first + length;
      let after = <u32>load<u8>(end);
      if (digits > 0 && (after == 0x20 || after == 0x2c || ends(after))) {
        value = <f64>(<i64>eightDigits(packed << ((8 - digits) << 3)));
        if (digits > before) value /= load<f64>(TENS + ((<usize>(digits - before)) << 3));
        const shape = (before << 4) | length;
        same = select<i32>(same + 1, 0, shape == lastShape);
        lastShape = shape;
      } else {
        value = longNumber(first);
        end = numberEnd;
        if (end == 0) {
          stuck = true;
          break;
        }
        after = <u32>load<u8>(end);
        same = 0;
      }
      if (values == nextMark) {
        store<u32>(marks, <u32>p);
        marks += 4;
        nextMark += 256 << 3;
      }
      // Signs are as good as random: no branch for them.
      store<u64>(values, reinterpret<u64>(value) | ((<u64>negative) << 63));
      values += 8;
      lastEnd = end;
      p = end;
      commaMayFollow = 1;
      if (after != 0x20) break;
      c = <u32>load<u8>(end, 1);
      if (c - 0x2d > 0xc) break;
      p = end + 1;
      if (same < 32 || length > 7) continue;
      // Numbers often have one shape, as 0.1234. Those that follow are compared with it as a whole.
      same = 0;
      const bits = <u64>(length << 3);
      const pointMask = before < length ? (<u64>0xff) << (before << 3) : 0;
      const digitMask = HIGH_BITS & (((<u64>1) << bits) - 1) & ~pointMask;
      const signMask = ((<u64>0xff) << bits) | pointMask;
      // A blank and a point, with 0x30 taken off as from digits.
      const signs = ((<u64>0x10) << bits) | (pointMask & 0x1e1e1e1e1e1e1e1e);
      const front = before < length ? ((<u64>1) << (before << 3)) - 1 : ~(<u64>0);
      const shift = (8 - digits) << 3;
      const ten = load<f64>(TENS + ((<usize>(digits - before)) << 3));
      for (;;) {
        c = <u32>load<u8>(p);
        const isNegative = c == 0x2d;
        const start = p + <usize>isNegative;
        const next = load<u64>(start) ^ DIGITS;
        if (((noDigits(next) & digitMask) | ((next ^ signs) & signMask)) != 0) break;
        value = <f64>(<i64>eightDigits(((next & front) | ((next >> 8) & ~front)) << shift));
        if (ten != 1) value /= ten;
        if (values == nextMark) {
          store<u32>(marks, <u32>p);
          marks += 4;
          nextMark += 256 << 3;
        }
        store<u64>(values, reinterpret<u64>(value) | ((<u64>isNegative) << 63));
        values += 8;
        lastEnd = start + length;
        p = lastEnd + 1;
      }
      // As after any number with a blank behind it; the blank may be followed by anything.
      c = <u32>load<u8>(p);
      if (c - 0x2d > 0xc) {
        separated = 2;
        break;
      }
    }
    if (stuck) {
      // What precedes is a blank, unless nothing has been read.
      separated = 2;
      break;
    }
  }
  store<u32>(RESULT, <u32>((values - firstValue) >> 3));
  store<u32>(RESULT, <u32>((rowEnds - firstRow) >> 2), 4);
  store<u32>(RESULT, <u32>lastEnd, 8);
  store<u32>(RESULT, <u32>(commaMayFollow | separated), 12);
  return p;
}
