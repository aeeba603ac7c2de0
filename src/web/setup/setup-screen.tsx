import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { answerOf, api } from '../api/client.ts'
import { wordsOf } from '../api/desk-problem.ts'
import { keys } from '../api/query-client.ts'
import { useBeginSession } from '../session/session.ts'
import { Door } from '../sign-in/door.tsx'
import { FormError } from '../ui/form-error.tsx'
import { useFirstFocus } from '../ui/use-first-focus.ts'
import { PasswordField } from '../sign-in/password-field.tsx'

const EMPTY = { workspaceName: '', name: '', email: '', password: '' }

/** The first start: makes the workspace and its first administrator. Closed for ever after. */
export function SetupScreen() {
  const [form, setForm] = useState(EMPTY)
  const queryClient = useQueryClient()
  const beginSession = useBeginSession()
  const navigate = useNavigate()
  const firstFocus = useFirstFocus()
  const setUp = useMutation({
    mutationFn: () => answerOf(api.POST('/api/v1/set-up', { body: { ...form, email: form.email.trim() } })),
    onSuccess: async (session) => {
      beginSession(session)
      await queryClient.fetchQuery({ queryKey: keys.desk, queryFn: () => answerOf(api.GET('/api/v1/desk')) })
      await navigate({ to: '/first-steps', replace: true })
    },
  })
  const change = (field: keyof typeof EMPTY) => (event: React.ChangeEvent<HTMLInputElement>) => {
    const { value } = event.currentTarget
    setForm((before) => ({ ...before, [field]: value }))
  }

  return (
    <Door
      title="Set up your desk"
      lead="You become its first administrator. This page closes for good once you are done."
      foot="Everything stays on your own server. Pagedesk sends no statistics to anyone."
    >
      <form
        className="form"
        aria-label="Set up your desk"
        onSubmit={(event) => {
          event.preventDefault()
          setUp.mutate()
        }}
      >
        <TextInput
          label="Workspace name"
          description="Your company, as colleagues know it"
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autoComplete="organization"
          maxLength={200}
          required
          ref={firstFocus}
          value={form.workspaceName}
          onChange={change('workspaceName')}
        />
        <TextInput label="Your name" autoComplete="name" maxLength={200} required value={form.name} onChange={change('name')} />
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="username"
          maxLength={320}
          required
          value={form.email}
          onChange={change('email')}
        />
        <PasswordField value={form.password} onChange={change('password')} />
        <FormError message={setUp.isError ? wordsOf(setUp.error) : undefined} />
        <Button type="submit" variant="filled" size="lg" fullWidth disabled={setUp.isPending}>
          {setUp.isPending ? 'Setting up…' : 'Set up the desk'}
        </Button>
      </form>
    </Door>
  )
}
