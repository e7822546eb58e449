import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

/** Builds the console; in the browser it is one page, one script and one style sheet of its own. */
export default defineConfig({
  root: fileURLToPath(new URL('./src/console', import.meta.url)),
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: fileURLToPath(new URL('./dist/console', import.meta.url)),
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false }
  },
  // Where the console is worked on: `npm start` in one terminal, `npx vite` in another.
  server: { proxy: { '/v1': 'http://127.0.0.1:8080', '/auth': 'http://127.0.0.1:8080' } }
})
