// The walls of the house as a lint rule: which room of `src/` may import which, and what from outside.
import { builtinModules } from 'node:module';
import path from 'node:path';

const NODE = new Set(builtinModules);

/** For each room, the other rooms and the packages it may import. A room may always import itself. */
const CORE = [
  'wasm',
  'steps',
  'numbers',
  'message',
  'functions',
  'network',
  'language',
  'stanford',
  'engine',
  'mistakes',
  'analysis',
  'notation',
  'page',
  'authoring',
  'service',
];
export const WALLS = {
  // How a module of WebAssembly is loaded.
  wasm: { rooms: [] },
  numbers: { rooms: [] },
  // The Russian words go only into bundles that have no editor to hand them out.
  message: { rooms: ['../l10n/bundle.l10n.ru.json'] },
  // How a long computation goes: in steps that can be abandoned.
  steps: { rooms: [] },
  // Scalar functions: formulas, their derivatives and values, and the built-in ones.
  functions: { rooms: ['steps', 'numbers', 'message'] },
  network: { rooms: ['steps', 'numbers', 'message', 'functions'] },
  language: { rooms: ['wasm', 'steps', 'numbers', 'message', 'functions', 'network'] },
  // Everything of the other `.nnet`, Stanford's: reader, checker, scaling, conversion.
  stanford: { rooms: ['steps', 'numbers', 'message', 'functions', 'network', 'language'] },
  engine: { rooms: ['wasm', 'steps', 'numbers', 'message', 'functions', 'network'] },
  // What is compared with a trace, and how wrong numbers may have come about.
  mistakes: { rooms: ['steps', 'numbers', 'message', 'functions', 'network', 'engine'] },
  analysis: { rooms: ['steps', 'numbers', 'message', 'functions', 'network', 'language', 'stanford', 'engine'] },
  notation: { rooms: ['steps', 'numbers', 'message', 'functions', 'network', 'language', 'engine', 'analysis'] },
  page: {
    rooms: [
      'steps',
      'numbers',
      'message',
      'functions',
      'network',
      'language',
      'engine',
      'mistakes',
      'analysis',
      'notation',
    ],
  },
  authoring: {
    rooms: [
      'steps',
      'numbers',
      'message',
      'functions',
      'network',
      'language',
      'engine',
      'mistakes',
      'analysis',
      'notation',
      'page',
    ],
    packages: ['@mathjax/mathjax-newcm-font', '@mathjax/src', 'fflate', 'katex', 'markdown-it'],
  },
  // What a position in a text means to its reader, as plain data: the providers of any editor are thin over it.
  service: { rooms: CORE.filter((room) => room !== 'service') },
  editor: { rooms: [...CORE, 'liveFence'], packages: ['vscode'] },
  // The messages that the page and the host share: types only, so both sides can bundle it.
  'panel/protocol': { rooms: CORE },
  // Makes pages where there may be no editor: in the extension, and in the page itself.
  'panel/making': { rooms: [...CORE, 'panel/protocol'] },
  panel: { rooms: [...CORE, 'panel/protocol', 'panel/making'], packages: ['vscode'] },
  webview: { rooms: ['panel/protocol', 'numbers', 'message'], packages: ['katex'] },
  // Markdown cells of notebooks: it runs in the notebook's page.
  notebook: { rooms: CORE },
  // The frame of a fence in VS Code's Markdown editor, and what it and the extension tell each other.
  liveFence: { rooms: ['numbers'] },
  features: { rooms: [...CORE, 'editor', 'panel', 'panel/protocol'], packages: ['vscode'] },
  extension: { rooms: ['editor', 'features'], packages: ['vscode'] },
  cli: { rooms: CORE, node: true },
};

/** The room of a path relative to `src/`, or undefined outside the known rooms. */
function roomOf(relative) {
  const parts = relative
    .replace(/\.tsx?$/, '')
    .split(path.sep)
    .filter(Boolean);
  const within = parts.slice(0, 2).join('/');
  if (within === 'panel/protocol' || within === 'panel/making') return within;
  return parts[0];
}

/** @type {import('eslint').Rule.RuleModule} */
export const walls = {
  meta: {
    type: 'problem',
    docs: { description: 'Keeps each room of src/ to the rooms and packages it may import.' },
    schema: [{ type: 'object', properties: { src: { type: 'string' } }, required: ['src'] }],
    messages: {
      room: 'A wall: `{{room}}` may not import from `{{target}}`.',
      package: 'A wall: `{{room}}` may not import the package `{{target}}`.',
      node: 'A wall: `{{room}}` may not import `{{target}}` of Node; it also runs where there is none.',
      unknown: 'A wall: `{{room}}` is not a room of the house; see eslint/walls.mjs.',
    },
  },
  create(context) {
    const src = context.options[0].src;
    const inside = path.relative(src, context.filename);
    if (inside.startsWith('..')) return {};
    const room = roomOf(inside);
    const wall = WALLS[room];

    const check = (source) => {
      if (!source || source.type !== 'Literal' || typeof source.value !== 'string') return;
      const name = source.value;
      const report = (messageId, target) => context.report({ node: source, messageId, data: { room, target } });
      if (name.startsWith('.')) {
        const to = path.relative(src, path.resolve(path.dirname(context.filename), name));
        const target = to.startsWith('..') ? to : roomOf(to);
        if (target !== room && !wall.rooms.includes(target)) report('room', target);
        return;
      }
      const packageName = name.split('/', name.startsWith('@') ? 2 : 1).join('/');
      if (name.startsWith('node:') || NODE.has(packageName)) {
        if (!wall.node) report('node', name);
      } else if (!wall.packages?.includes(packageName)) report('package', packageName);
    };

    if (!wall) {
      return { Program: (node) => context.report({ node, messageId: 'unknown', data: { room } }) };
    }
    return {
      ImportDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      TSImportType: (node) => check(node.source ?? node.argument?.literal),
      TSExternalModuleReference: (node) => check(node.expression),
      CallExpression: (node) => {
        if (node.callee.type === 'Identifier' && node.callee.name === 'require') check(node.arguments[0]);
      },
    };
  },
};
