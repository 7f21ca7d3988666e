/** More than a busy machine needs: only a test that fails waits for it. */
const DEADLINE = 60_000;

/** What `get` gives once `holds` is true of it. */
export async function eventually<T>(
  what: string,
  get: () => T | Thenable<T>,
  holds: (value: T) => boolean,
): Promise<T> {
  const deadline = Date.now() + DEADLINE;
  for (;;) {
    const value = await get();
    if (holds(value)) return value;
    if (Date.now() > deadline) throw new Error(`${what}: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
