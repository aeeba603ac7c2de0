import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const deskUrl = process.env['DESK_URL'] ?? 'http://127.0.0.1:3000'

export default defineConfig({
  root: fileURLToPath(new URL('src/web', import.meta.url)),
  cacheDir: fileURLToPath(new URL('.cache/vite', import.meta.url)),
  plugins: [react()],
  build: {
    outDir: fileURLToPath(new URL('dist/web', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    // Fonts and pictures stay files: a strict content security policy needs no data: then.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        // What every screen needs and no version of ours changes: fetched beside the rest, and kept by the browser over an upgrade.
        codeSplitting: { groups: [{ name: 'framework', test: /node_modules\/(?:react|react-dom|scheduler|@tanstack)\// }] },
      },
    },
  },
  server: {
    // The desk answers to its own names only, and takes commands from its own pages only. Here Vite serves the pages, under a
    // name that it has checked (its `allowedHosts`): what comes from those is handed on as the desk's own.
    proxy: {
      '/api': {
        target: deskUrl,
        changeOrigin: true,
        configure: (proxy) => {
          proxy.on('proxyReq', (passedOn, request) => {
            if (request.headers.origin === `http://${request.headers.host}`) {
              passedOn.setHeader('origin', new URL(deskUrl).origin)
            }
          })
        },
      },
    },
  },
})
