/**
 * How the server runs: durable, small, on loopback. All of it is given on the command line, so what runs is what stands here.
 * 96 MB of shared buffers leave desk and database under 350 MB together; worker processes for reading would cost memory and gain nothing.
 */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '96MB',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  io_method: 'sync',
  huge_pages: 'off',
  jit: 'off',
  random_page_cost: '1.1',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
  // Faults of statements reach the desk itself, and its log; the server's file keeps what concerns the server.
  log_min_messages: 'log',
  log_checkpoints: 'off',
  password_encryption: 'scram-sha-256',
}

/** The postmaster's arguments; `changes` is for tests, which may trade durability for speed. */
export function serverArguments(cluster: string, port: number, changes: Readonly<Record<string, string>>): string[] {
  const settings = { ...SETTINGS, ...changes, port: String(port) }
  return ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
}
