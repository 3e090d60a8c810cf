/** In a worker whose garbage is watched (`garbage.ts`): frees what V8 would free some time. */
export const collectGarbage = (): void => (globalThis as { gc?: () => void }).gc?.();
