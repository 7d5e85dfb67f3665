using EksConnector.Tests;
using EksConnector.Tests.Aws;
using EksConnector.Tests.Commands;
using EksConnector.Tests.Diagnosis;
using EksConnector.Tests.Endpoints;
using EksConnector.Tests.Hostile;
using EksConnector.Tests.Http;
using EksConnector.Tests.Integration;
using EksConnector.Tests.Logs;
using EksConnector.Tests.Security;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer("EksConnector.Tests." + nameof(LongestFirst), "EksConnector.Tests")]

namespace EksConnector.Tests;

/// <summary>Starts the tests that take longest first, so that the others run in parallel with them.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    // The real cluster first. Tests that wait follow tests that calculate, so that neither the processors nor the tests wait in line.
    private static readonly string[] s_longest =
    [
        RealClusterGroup.Name, BridgeGroup.Name, MadeSituationGroup.Name, nameof(HostileAnswerTests), nameof(RedactionTimeTests), nameof(AwsFailureTests), nameof(HostileCommandTests), nameof(FollowConsoleTests),
        nameof(SituationNoiseTests), nameof(FollowAgentTests), nameof(CorpusTests), nameof(AwsAnswerTests), nameof(AnswerLimitTests),
    ];

    /// <summary>Orders the collections.</summary>
    /// <param name="testCollections">The collections of the assembly.</param>
    /// <returns>The collections, with those that take longest first.</returns>
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) => testCollections.OrderBy(Place);

    private static int Place(ITestCollection collection)
    {
        int place = Array.IndexOf(s_longest, collection.DisplayName.Split('.')[^1]);
        return place < 0 ? s_longest.Length : place;
    }
}
