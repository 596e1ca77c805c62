import type { Page } from '@playwright/test'
import { paths } from '@/lib/core/paths'

/** The page of a company, by its name, from the list. @returns its address */
export async function openImpresa(page: Page, nome: string): Promise<string> {
  await page.goto(paths.personale.imprese)
  await page.getByRole('link', { name: nome, exact: true }).first().click()
  await page.waitForURL(/\/imprese\/[0-9a-f-]{36}$/)
  return new URL(page.url()).pathname
}
export const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()
