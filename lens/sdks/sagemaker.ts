import type { AwsOperations } from "./aws-service.ts";
import { awsServiceDescription, makes } from "./aws-service.ts";

/** Operations that set up models, endpoints and jobs in Amazon SageMaker AI. */
export const sagemakerOperations: AwsOperations = {
  CreateEndpoint: makes("endpoint", "sagemaker", "EndpointName"),
  CreateEndpointConfig: makes("endpoint configuration", "sagemaker", "EndpointConfigName"),
  CreateInferenceComponent: makes("model", "sagemaker", "InferenceComponentName"),
  CreateModel: makes("model", "sagemaker", "ModelName"),
  CreateTrainingJob: makes("training job", "sagemaker", "TrainingJobName"),
  CreateTransformJob: makes("batch job", "sagemaker", "TransformJobName"),
  CreateNotebookInstance: makes("notebook", "sagemaker", "NotebookInstanceName"),
};

/** AWS SDK for JavaScript 3, set-up of Amazon SageMaker AI: checked against @aws-sdk/client-sagemaker 3.1142.0. */
export const sagemaker = awsServiceDescription({
  id: "sagemaker",
  title: "Amazon SageMaker AI",
  package: "@aws-sdk/client-sagemaker",
  className: "SageMaker",
  provider: "sagemaker",
  operations: sagemakerOperations,
});
