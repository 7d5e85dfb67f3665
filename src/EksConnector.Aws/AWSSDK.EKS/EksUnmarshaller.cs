using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace Amazon.EKS.Internal;

/// <summary>Reads the responses and errors of EKS.</summary>
internal sealed class EksUnmarshaller : JsonResponseUnmarshaller
{
    private readonly Func<JsonElement, AmazonWebServiceResponse> _read;

    public EksUnmarshaller(Func<JsonElement, AmazonWebServiceResponse> read) => _read = read;

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        using JsonDocument document = JsonDocument.Parse(input.Stream);
        return _read(document.RootElement);
    }

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var reader = new StreamingUtf8JsonReader(input.Stream);
        ErrorResponse error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(input, ref reader);
        return new AmazonServiceException(error.Message, innerException, error.Type, error.Code, error.RequestId, statusCode);
    }
}
