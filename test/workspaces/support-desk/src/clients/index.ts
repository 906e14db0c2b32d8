import Anthropic from "@anthropic-ai/sdk";
import { BedrockRuntimeClient } from "@aws-sdk/client-bedrock-runtime";
import OpenAI from "openai";

export const openai = new OpenAI({ timeout: 20_000 });

export const anthropic = new Anthropic({ maxRetries: 0 });

export const bedrock = new BedrockRuntimeClient({ region: process.env.AWS_REGION ?? "eu-central-1" });
