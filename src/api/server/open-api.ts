import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'

/** Teaches a Fastify app to speak the contract's schemas and to describe its routes as OpenAPI 3.1. */
export async function registerOpenApi(app: FastifyInstance): Promise<void> {
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Pagedesk',
        version: '1',
        description:
          'The desk over HTTP. Refusals are `application/problem+json` with a stable `code`. Commands take an `Idempotency-Key`: the same key with the same body is done once.',
      },
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'pagedesk.session_token' } } },
      security: [{ session: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })
}
