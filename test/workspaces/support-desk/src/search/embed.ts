import { openai } from "@/clients";

/** One vector per article, in the order of the articles. */
export async function embedArticles(articles: readonly string[]): Promise<number[][]> {
  const { data } = await openai.embeddings.create({ model: "text-embedding-3-small", input: [...articles] });
  return data.map(({ embedding }) => embedding);
}
