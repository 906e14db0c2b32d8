import type { AwsOperations } from "./aws-service.ts";
import { awsServiceDescription, makes } from "./aws-service.ts";
import type { CallDescription } from "./description.ts";

const SERVICE = "qbusiness";

/** Model and instructions of an application are kept in the service. */
const chat: CallDescription = {
  kind: "stream",
  options: {
    messages: "0.inputStream",
    session: "0.conversationId",
    user: "0.userId",
  },
};

/** Operations of Amazon Q Business. */
export const qbusinessOperations: AwsOperations = {
  Chat: { call: chat },
  ChatSync: {
    call: {
      ...chat,
      kind: "chat",
      options: { ...chat.options, messages: "0.userMessage" },
      response: { text: ["systemMessage"], finishReason: [] },
    },
  },
  PutFeedback: { observability: { product: SERVICE, mechanism: "feedback" } },
  SearchRelevantContent: {
    retrieval: {
      kind: "search",
      provider: SERVICE,
      options: {
        query: "0.queryText",
        topK: "0.maxResults",
        filter: "0.attributeFilter",
        collection: "0.applicationId",
      },
    },
  },
  BatchPutDocument: {
    retrieval: { kind: "write", provider: SERVICE, options: { collection: "0.indexId", documents: "0.documents" } },
  },
  BatchDeleteDocument: {
    retrieval: { kind: "delete", provider: SERVICE, options: { collection: "0.indexId", documents: "0.documents" } },
  },
  StartDataSourceSyncJob: {
    retrieval: { kind: "write", provider: SERVICE, options: { collection: "0.indexId" } },
  },
  CreateApplication: makes("application", SERVICE, "displayName"),
  CreateIndex: makes("index", SERVICE, "displayName"),
  CreateDataSource: makes("data source", SERVICE, "displayName"),
  CreatePlugin: makes("action group", SERVICE, "displayName"),
};

/** AWS SDK for JavaScript 3, Amazon Q Business: checked against @aws-sdk/client-qbusiness 3.1050.0. */
export const qbusiness = awsServiceDescription({
  id: "qbusiness",
  title: "Amazon Q Business",
  package: "@aws-sdk/client-qbusiness",
  className: "QBusiness",
  provider: SERVICE,
  operations: qbusinessOperations,
});
