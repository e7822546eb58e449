import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { freePort } from './free-port.ts'

/** A broker for tests: one node that is its own controller (KRaft), on loopback, over a folder of its own. */
export interface KafkaServer {
  /** host:port, as in KAFKA_BROKERS. */
  readonly address: string
  /** Stops the process where it stands (SIGSTOP): connections stay open, nothing is answered. */
  readonly pause: () => void
  readonly resume: () => void
  /** Ends it at once (SIGKILL). */
  readonly kill: () => Promise<void>
  /** Starts it again over what it has kept, on the same port. */
  readonly restart: () => Promise<void>
  /** Ends it and removes its folder. */
  readonly stop: () => Promise<void>
}

export interface KafkaOptions {
  /** Where clients are told to connect, when that is not the broker itself: a proxy's port. */
  readonly advertisedPort?: number
  /** Speaks TLS with this certificate and admits these users alone, by SCRAM. */
  readonly secured?: {
    readonly certFile: string
    readonly keyFile: string
    readonly users: Readonly<Record<string, string>>
  }
}

/** Starts a broker; rejects, with what is missing, when none can be had. */
export const startKafka = async (options: KafkaOptions = {}): Promise<KafkaServer> => {
  const { advertisedPort, secured } = options
  const classpath = `${await fetchJars()}/*`
  const folder = await mkdtemp(join(tmpdir(), 'portcullis-kafka-'))
  const [port, controllerPort] = [await freePort(), await freePort()]
  await writeFile(
    join(folder, 'server.properties'),
    properties(folder, port, controllerPort, advertisedPort) +
      (secured ? await securedProperties(folder, port, secured) : '')
  )
  await writeFile(join(folder, 'log4j2.properties'), quietLog)
  const java = (...args: readonly string[]) => [
    '-Xms128m',
    '-Xmx512m',
    '-XX:TieredStopAtLevel=1',
    `-Dlog4j2.configurationFile=${join(folder, 'log4j2.properties')}`,
    '-cp',
    classpath,
    ...args
  ]
  const users = Object.entries(secured?.users ?? {}).flatMap(([name, password]) =>
    ['SCRAM-SHA-256', 'SCRAM-SHA-512'].flatMap(mechanism => [
      '--add-scram',
      `${mechanism}=[name=${name},password=${password}]`
    ])
  )
  const format = ['format', '-t', clusterId, '-c', join(folder, 'server.properties'), ...users]
  await run('java', java('kafka.tools.StorageTool', ...format))

  let broker: ChildProcess | undefined
  const start = async () => {
    const started = spawn('java', java('kafka.Kafka', join(folder, 'server.properties')), {
      stdio: ['ignore', 'ignore', 'pipe']
    })
    broker = started
    let errors = ''
    started.stderr.on('data', text => {
      errors += text
    })
    while (!(await answers(port))) {
      if (started.exitCode !== null) throw new Error(`the broker ended: ${errors}`)
      await pause(100)
    }
  }
  const kill = async () => {
    if (!broker || broker.exitCode !== null || broker.signalCode !== null) return
    const ended = once(broker, 'exit')
    broker.kill('SIGKILL')
    await ended
  }
  await start()
  return {
    address: `127.0.0.1:${port}`,
    pause: () => void broker?.kill('SIGSTOP'),
    resume: () => void broker?.kill('SIGCONT'),
    kill,
    restart: start,
    stop: async () => {
      await kill()
      await rm(folder, { recursive: true, force: true })
    }
  }
}

const here = fileURLToPath(new URL('.', import.meta.url))
const jars = join(here, 'target', 'kafka')
const run = promisify(execFile)
const clusterId = 'cG9ydGN1bGxpcy10ZXN0MQ'

/** The folder of the broker's jars; fetched once from Maven Central, and again when pom.xml changes. */
const fetchJars = async (): Promise<string> => {
  const pom = join(here, 'pom.xml')
  const mark = join(here, 'target', 'kafka.pom.xml')
  const wanted = await readFile(pom, 'utf8')
  if (existsSync(mark) && (await readFile(mark, 'utf8')) === wanted) return jars
  await rm(jars, { recursive: true, force: true })
  const goal = ['dependency:copy-dependencies', `-DoutputDirectory=${jars}`]
  await run('mvn', ['-q', '-B', '-f', pom, ...goal]).catch(cause => {
    throw new Error('no broker: set KAFKA_BROKERS, or install Java 17 and Maven', { cause })
  })
  await writeFile(mark, wanted)
  return jars
}

const answers = (port: number) =>
  new Promise<boolean>(resolve => {
    const socket = connect(port, '127.0.0.1')
    socket.on('connect', () => socket.destroy()).on('connect', () => resolve(true))
    socket.on('error', () => resolve(false))
  })

const properties = (folder: string, port: number, controllerPort: number, advertised = port) => `
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:${controllerPort}
listeners=PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}
advertised.listeners=PLAINTEXT://127.0.0.1:${advertised}
controller.listener.names=CONTROLLER
listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
inter.broker.listener.name=PLAINTEXT
log.dirs=${join(folder, 'log')}
offsets.topic.num.partitions=1
offsets.topic.replication.factor=1
transaction.state.log.num.partitions=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.num.partitions=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
group.min.session.timeout.ms=1000
broker.session.timeout.ms=2000
broker.heartbeat.interval.ms=500
auto.create.topics.enable=false
`

/** Later lines win: clients come by TLS and SCRAM, the broker reaches itself on a port of its own. */
const securedProperties = async (
  folder: string,
  port: number,
  { certFile, keyFile }: NonNullable<KafkaOptions['secured']>
) => {
  const keystore = join(folder, 'keystore.pem')
  await writeFile(keystore, (await readFile(keyFile, 'utf8')) + (await readFile(certFile, 'utf8')))
  const [internal, controller] = [await freePort(), await freePort()]
  const scram = 'org.apache.kafka.common.security.scram.ScramLoginModule required;'
  return `
controller.quorum.voters=1@127.0.0.1:${controller}
listeners=SECURED://127.0.0.1:${port},INTERNAL://127.0.0.1:${internal},CONTROLLER://127.0.0.1:${controller}
advertised.listeners=SECURED://127.0.0.1:${port},INTERNAL://127.0.0.1:${internal}
listener.security.protocol.map=CONTROLLER:PLAINTEXT,INTERNAL:PLAINTEXT,SECURED:SASL_SSL
inter.broker.listener.name=INTERNAL
sasl.enabled.mechanisms=SCRAM-SHA-256,SCRAM-SHA-512
listener.name.secured.scram-sha-256.sasl.jaas.config=${scram}
listener.name.secured.scram-sha-512.sasl.jaas.config=${scram}
ssl.keystore.type=PEM
ssl.keystore.location=${keystore}
`
}

const quietLog = `
rootLogger.level=error
rootLogger.appenderRef.console.ref=console
appender.console.type=Console
appender.console.name=console
appender.console.target=SYSTEM_ERR
appender.console.layout.type=PatternLayout
appender.console.layout.pattern=%p %c %m%n
`
