/** Takes any use of it: what stands in for parts of VS Code that do not matter. */
export const anything: unknown = new Proxy(function () {}, {
  get: (_, name) => (name === Symbol.toPrimitive ? () => '' : name === 'prototype' ? Object.prototype : name === 'then' ? undefined : anything), // prettier-ignore
  set: () => true,
  apply: () => anything,
  construct: () => anything as object,
  getPrototypeOf: () => anything as object,
});
