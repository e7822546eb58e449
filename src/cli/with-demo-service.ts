import { inheritedEnvironment } from '../config.ts'
import { buildConsole } from './build-console.ts'
import { startDemoProvider } from './demo-provider.ts'
import { type DemoService, startDemoService } from './demo-service.ts'

/** Does this over a service with the console, where the demo's persons sign in; provider and service end with it. */
export const withDemoService = async <T>(
  env: { readonly DATA_DIR: string; readonly PORT?: string },
  work: (service: DemoService) => Promise<T>
): Promise<T> => {
  await buildConsole()
  const provider = await startDemoProvider()
  try {
    const service = await startDemoService(
      inheritedEnvironment({
        ...alone,
        ...env,
        OIDC_ISSUER: provider.issuer,
        OIDC_CLIENT_ID: 'portcullis-demo'
      })
    )
    try {
      return await work(service)
    } finally {
      await service.stop()
    }
  } finally {
    await provider.close()
  }
}

/** Whatever the environment says, invented people reach no brokers and nobody's desk. */
const alone = { PLATFORM: 'embedded', WEBHOOKS_FILE: '' }
