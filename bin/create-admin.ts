import { createAdmin } from '../src/create-admin.ts'

process.exitCode = await createAdmin(process.argv.slice(2))
