/** All test files of a folder, bundled; see the plugin `suites` in esbuild.js. */
declare module 'suites:*' {}
