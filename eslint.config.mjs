import path from 'node:path';
import js from '@eslint/js';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import { walls } from './eslint/walls.mjs';

const root = import.meta.dirname;

export default tseslint.config(
  { ignores: ['dist/', 'out/', '.vscode-test/', '**/node_modules/', 'test/bench/', '**/*.as.ts'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommended],
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Numeric kernels index typed arrays in counted loops; `!` there says what the loop already ensures.
      '@typescript-eslint/no-non-null-assertion': 'off',
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    plugins: { nnet: { rules: { walls } } },
    rules: { 'nnet/walls': ['error', { src: path.join(root, 'src') }], complexity: ['error', 20] },
  },
  {
    // Programs that talk to a terminal.
    files: ['test/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: globals.node },
  },
  {
    files: ['**/*.js', '**/*.cjs'],
    languageOptions: { sourceType: 'commonjs', globals: globals.node },
  },
);
