import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { ask } from '../api/client.ts'
import { formWordsOf, wordsOf } from '../api/desk-problem.ts'
import { Form } from '../ui/form.tsx'
import { FormError } from '../ui/form-error.tsx'
import { SkeletonBars } from '../ui/skeleton.tsx'
import { showToast } from '../ui/toast-store.ts'
import { Door } from './door.tsx'
import { PasswordField } from './password-field.tsx'

/** What the link in the mail opens. */
export function NewPasswordScreen({ token }: { readonly token: string }) {
  const person = useQuery({
    queryKey: ['password-reset-lookup', token],
    queryFn: () => ask('POST /api/v1/password-reset-lookups', { body: { token } }),
    staleTime: Infinity,
    retry: false,
  })
  if (person.isPending) {
    return (
      <Door title="A new password">
        <SkeletonBars label="Loading the link" />
      </Door>
    )
  }
  if (person.isError) {
    return (
      <Door title="This link does not work">
        <FormError message={wordsOf(person.error)} />
        <Button size="lg" renderRoot={(props) => <Link to="/forgot-password" {...props} />}>
          Ask for a new link
        </Button>
      </Door>
    )
  }
  return (
    <Door title="Choose a new password" lead="Every browser that is signed in with the old one will be signed out.">
      <NewPasswordForm token={token} email={person.data.email} />
    </Door>
  )
}

function NewPasswordForm({ token, email }: { readonly token: string; readonly email: string }) {
  const [password, setPassword] = useState('')
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const choose = useMutation({
    mutationFn: () => ask('POST /api/v1/password-reset-completions', { body: { token, password } }),
    onSuccess: async () => {
      showToast({ message: 'Your new password is set. Sign in with it.' })
      await navigate({ to: '/sign-in', replace: true })
      queryClient.clear()
    },
  })
  const { at, whole } = formWordsOf(choose.error, ['password'])
  return (
    <Form label="Choose a new password" words={{ at, attempt: choose.error }} onSubmit={() => choose.mutate()}>
      <TextInput label="E-mail" type="email" autoComplete="username" value={email} readOnly />
      <PasswordField
        label="New password"
        error={at.password}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <FormError message={whole} />
      <Button type="submit" variant="filled" size="lg" fullWidth disabled={choose.isPending}>
        {choose.isPending ? 'Saving…' : 'Set the new password'}
      </Button>
    </Form>
  )
}
