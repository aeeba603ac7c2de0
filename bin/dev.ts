import { spawn } from 'node:child_process'

/**
 * The desk with reload: the server restarts when its files change, and Vite serves the web at its own address with hot
 * reload, handing `/api` to the desk.
 */
const children = [
  ['--watch-path=src', '--watch-preserve-output', 'bin/start.ts', '--without-web'],
  ['node_modules/vite/bin/vite.js', '--clearScreen', 'false'],
].map((args) => spawn(process.execPath, args, { stdio: 'inherit' }))

for (const child of children) {
  child.on('exit', (code) => {
    children.forEach((other) => other.kill('SIGTERM'))
    process.exitCode = code ?? 0
  })
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => children.forEach((child) => child.kill(signal)))
}
