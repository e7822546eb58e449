// The service of the demo as a process: as `src/main.ts`, and it ends with whoever holds its input, however that ended.
process.stdin.once('end', () => process.kill(process.pid, 'SIGTERM')).resume()

await import('../main.ts')
