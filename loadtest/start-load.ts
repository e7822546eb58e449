/** `npm run load`: over HTTP to one embedded service; with `--stream` over Kafka to several nodes. */
await (process.argv.includes('--stream') ? import('./load-stream.ts') : import('./load.ts'))
