// The JSON of the command line as design/cli.md documents it, for a validator that knows nothing of our types.
import { Ajv } from 'ajv';

const place = {
  type: 'object',
  properties: { line: { type: 'integer', minimum: 0 }, character: { type: 'integer', minimum: 0 } },
  required: ['line', 'character'],
  additionalProperties: false,
};

const diagnostics = {
  type: 'object',
  properties: {
    format: { const: 'nnet-diagnostics/1' },
    files: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          file: { type: 'string' },
          diagnostics: {
            type: 'array',
            items: {
              type: 'object',
              properties: {
                severity: { enum: ['error', 'warning', 'information', 'hint'] },
                code: { type: 'string', pattern: '^[a-z]+(-[a-z]+)*$' },
                message: { type: 'string', minLength: 1 },
                range: {
                  type: 'object',
                  properties: { start: place, end: place },
                  required: ['start', 'end'],
                  additionalProperties: false,
                },
              },
              required: ['severity', 'code', 'message', 'range'],
              additionalProperties: false,
            },
          },
        },
        required: ['file', 'diagnostics'],
        additionalProperties: false,
      },
    },
  },
  required: ['format', 'files'],
  additionalProperties: false,
};

const matrix = {
  type: 'array',
  minItems: 1,
  items: { type: 'array', minItems: 1, items: { type: ['number', 'null'] } },
};
const matrixOrNull = { anyOf: [matrix, { type: 'null' }] };
const text = { type: ['string', 'null'] };
const number = { type: ['number', 'null'] };

const layer = {
  index: { type: 'integer', minimum: 1 },
  name: text,
  activation: { type: 'array', minItems: 1, items: { type: 'string' } },
  N: matrix,
  Sigma: matrix,
  dSigma: matrixOrNull,
  Delta: matrixOrNull,
  gradW: matrixOrNull,
  gradb: matrixOrNull,
  updatedW: matrixOrNull,
  updatedb: matrixOrNull,
};

const count = { type: 'integer', minimum: 0 };
const reasons = { kink: count, unsettled: count, tooSmall: count };
const leftOut = {
  type: 'object',
  properties: reasons,
  required: Object.keys(reasons),
  additionalProperties: false,
};

const sample = {
  name: { type: 'string' },
  columns: { type: 'integer', minimum: 1 },
  output: matrix,
  value: number,
  layers: {
    type: 'array',
    minItems: 1,
    items: { type: 'object', properties: layer, required: Object.keys(layer), additionalProperties: false },
  },
  gradX: matrixOrNull,
  check: {
    anyOf: [
      { type: 'null' },
      {
        type: 'object',
        properties: { maxRelativeError: number, total: count, sampled: count, compared: count, leftOut },
        required: ['maxRelativeError', 'total', 'sampled', 'compared', 'leftOut'],
        additionalProperties: false,
      },
    ],
  },
};

const gradient = {
  type: 'object',
  properties: {
    format: { const: 'nnet-gradient/1' },
    title: text,
    sizes: { type: 'array', minItems: 2, items: { type: 'integer', minimum: 1 } },
    objective: { enum: ['output', 'loss', null] },
    rate: number,
    samples: {
      type: 'array',
      items: { type: 'object', properties: sample, required: Object.keys(sample), additionalProperties: false },
    },
  },
  required: ['format', 'title', 'sizes', 'objective', 'rate', 'samples'],
  additionalProperties: false,
};

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
const validators = { diagnostics: ajv.compile(diagnostics), gradient: ajv.compile(gradient) };

/** @throws Error if the value is not of the documented shape. */
export function assertShape(schema: keyof typeof validators, value: unknown): void {
  const validate = validators[schema];
  if (!validate(value)) throw new Error(ajv.errorsText(validate.errors, { separator: '\n' }));
}
