using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace EksConnector.Aws.Pipeline;

/// <summary>The JSON that a call was answered with.</summary>
internal sealed class ServiceAnswer : AmazonWebServiceResponse
{
    /// <summary>The whole answer.</summary>
    public JsonElement Json { get; private init; }

    /// <summary>Reads answers and errors.</summary>
    internal sealed class Unmarshaller : JsonResponseUnmarshaller
    {
        public static readonly Unmarshaller Instance = new();

        public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
        {
            using JsonDocument document = JsonDocument.Parse(input.Stream);
            return new ServiceAnswer { Json = document.RootElement.Clone() };
        }

        public override AmazonServiceException UnmarshallException(
            JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
        {
            var reader = new StreamingUtf8JsonReader(input.Stream);
            ErrorResponse error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(input, ref reader);
            return new AmazonServiceException(
                error.Message, innerException, error.Type, error.Code, error.RequestId, statusCode);
        }
    }
}
