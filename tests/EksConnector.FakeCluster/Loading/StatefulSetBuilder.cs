using System.Text.Json.Nodes;

namespace EksConnector.FakeCluster;

/// <summary>Completes the status of a StatefulSet, as its controller does.</summary>
internal static class StatefulSetBuilder
{
    public const string Revision = "eks-connector-79f5bb6f44";

    public static JsonObject Build(JsonObject statefulSet, IReadOnlyCollection<JsonObject> pods)
    {
        var copy = (JsonObject)statefulSet.DeepClone();
        var status = (JsonObject)(copy["status"] ??= new JsonObject());
        status["observedGeneration"] ??= 1;
        copy["metadata"]!["generation"] ??= 1;
        status["replicas"] ??= pods.Count;
        status["currentRevision"] ??= Revision;
        status["updateRevision"] ??= Revision;
        status["collisionCount"] ??= 0;
        if (pods.Count > 0)
        {
            status["currentReplicas"] ??= pods.Count;
            status["updatedReplicas"] ??= pods.Count;
        }

        int ready = pods.Count(PodBuilder.IsReady);
        if (ready > 0)
        {
            status["readyReplicas"] ??= ready;
        }

        return copy;
    }
}
