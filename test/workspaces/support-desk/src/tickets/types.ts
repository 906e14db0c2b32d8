import { z } from "zod";

export const Classification = z.object({
  topic: z.enum(["billing", "delivery", "account", "other"]),
  urgency: z.number().int().min(1).max(5),
});

export interface Ticket {
  id: string;
  customer: string;
  subject: string;
  body: string;
}
