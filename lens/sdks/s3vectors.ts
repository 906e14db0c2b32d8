import { awsServiceDescription, makes } from "./aws-service.ts";

const SERVICE = "s3vectors";
const INDEX = ["0.indexName", "0.indexArn"];

/** AWS SDK for JavaScript 3, Amazon S3 Vectors: checked against @aws-sdk/client-s3vectors 3.1137.0. */
export const s3vectors = awsServiceDescription({
  id: "s3vectors",
  title: "Amazon S3 Vectors",
  package: "@aws-sdk/client-s3vectors",
  className: "S3Vectors",
  provider: SERVICE,
  operations: {
    QueryVectors: {
      retrieval: {
        kind: "search",
        provider: SERVICE,
        options: { query: "0.queryVector", topK: "0.topK", filter: "0.filter", collection: INDEX },
      },
    },
    PutVectors: {
      retrieval: { kind: "write", provider: SERVICE, options: { documents: "0.vectors", collection: INDEX } },
    },
    DeleteVectors: {
      retrieval: { kind: "delete", provider: SERVICE, options: { documents: "0.keys", collection: INDEX } },
    },
    CreateIndex: {
      retrieval: {
        kind: "index creation",
        provider: SERVICE,
        options: { collection: "0.indexName", dimensions: "0.dimension", metric: "0.distanceMetric" },
      },
    },
    CreateVectorBucket: makes("vector store", SERVICE, "vectorBucketName"),
  },
});
