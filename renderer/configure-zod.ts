import { z } from 'zod';

// The content security policy forbids compiled validators. Imported first: shared modules parse as they load.
z.config({ jitless: true });
