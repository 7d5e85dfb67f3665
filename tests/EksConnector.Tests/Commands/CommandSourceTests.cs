using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using EksConnector.Tests.House;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EksConnector.Tests.Commands;

/// <summary>Commands are written only by the command writers: no source inserts a value into the text of a command.</summary>
public sealed partial class CommandSourceTests
{
    [Fact]
    public void No_source_puts_a_value_into_the_text_of_a_command()
    {
        string source = Path.Combine(Repository.Root, "src");
        string[] found =
        [
            .. Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
                .Where(path => !Path.GetRelativePath(source, path).Split(Path.DirectorySeparatorChar).Intersect(["obj", "bin", "Commands.Generated"]).Any())
                .Where(path => !path.Contains(Path.Combine("EksConnector.Core", "Commands") + Path.DirectorySeparatorChar))
                .SelectMany(path => Find(File.ReadAllText(path)).Select(text => $"{Path.GetRelativePath(source, path)}: {text}")),
        ];
        found.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""string a = $"kubectl delete pod {name}";""")]
    [InlineData("""string a = $"To start it: kubectl scale statefulset x -n {name} --replicas=2";""")]
    [InlineData(""""string a = $$"""helm upgrade {{release}} chart""";"""")]
    [InlineData("""string a = "aws eks describe-cluster --name " + name;""")]
    [InlineData("""string a = "kubectl" + " delete pod " + name;""")]
    [InlineData("""string a = string.Format("kubectl -n {0} get pods", name);""")]
    [InlineData("""string a = $"Revoke-EksConnectorImpersonation -PrincipalArn '{user}'";""")]
    [InlineData("""string a = text + $" --namespace {name}";""")]
    [InlineData("""string a = text + " --set 'x={" + list + "}'";""")]
    [InlineData("""text.Append($"kubectl get pods -n {name}");""")]
    [InlineData("""string a = string.Concat("docker login ", name);""")]
    [InlineData("""string a = "kubectl -n <NAMESPACE> get pods".Replace("<NAMESPACE>", name);""")]
    public void A_violation_would_be_found(string statement) => Find(statement).ShouldNotBeEmpty();

    [Theory]
    [InlineData("""string a = $"{name}: see kubectl get pods.";""")]
    [InlineData("""string a = $"See who it is with: aws sts get-caller-identity. Then look at {name}.";""")]
    [InlineData("""FixCommand.Of("kubectl", "delete", Argument.Name(name), $"--serviceaccount={name}");""")]
    public void A_sentence_is_not_a_command(string statement) => Find(statement).ShouldBeEmpty();

    [Fact]
    public void No_command_is_constructed_from_text() =>
        typeof(FixCommand).GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(constructor => !constructor.IsPrivate || constructor.GetParameters().Any(parameter => parameter.ParameterType == typeof(string)))
            .ShouldBeEmpty();

    private static IEnumerable<string> Find(string source)
    {
        SyntaxNode root = CSharpSyntaxTree.ParseText(source).GetRoot();
        HashSet<string> constants = root.DescendantNodes().OfType<FieldDeclarationSyntax>()
            .Where(field => field.Modifiers.Any(SyntaxKind.ConstKeyword))
            .SelectMany(field => field.Declaration.Variables.Select(variable => variable.Identifier.Text))
            .ToHashSet(StringComparer.Ordinal);
        foreach (SyntaxNode node in root.DescendantNodes())
        {
            string? text = node switch
            {
                InterpolatedStringExpressionSyntax when node.Parent is not BinaryExpressionSyntax => Text(node, constants),
                BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } when node.Parent is not BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } => Text(node, constants),
                InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax call } invocation => Called(call, invocation.ArgumentList.Arguments, constants),
                _ => null,
            };
            if (text is not null && (Program().IsMatch(text) || Option().IsMatch(text)))
            {
                yield return text.Replace('\u0001', '□');
            }
        }
    }

    private static string? Called(MemberAccessExpressionSyntax call, SeparatedSyntaxList<ArgumentSyntax> arguments, HashSet<string> constants) => call.Name.Identifier.Text switch
    {
        "Format" or "AppendFormat" => Hole().Replace(string.Concat(arguments.Select(argument => Text(argument.Expression, constants))), "\u0001"),
        "Concat" => string.Concat(arguments.Select(argument => Text(argument.Expression, constants))),
        "Replace" => Placeholder().Replace(Text(call.Expression, constants), "\u0001"),
        _ => null,
    };

    // The text of a literal, with a placeholder for values. A constant in the same file does not count as a value.
    private static string Text(SyntaxNode node, HashSet<string> constants) => node switch
    {
        LiteralExpressionSyntax { Token.Value: string text } => text,
        IdentifierNameSyntax name when constants.Contains(name.Identifier.Text) => name.Identifier.Text,
        InterpolatedStringExpressionSyntax interpolated => interpolated.Contents.Aggregate(new StringBuilder(), (text, part) => text.Append(
            part is InterpolationSyntax hole ? Text(hole.Expression, constants) : ((InterpolatedStringTextSyntax)part).TextToken.ValueText)).ToString(),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum => Text(sum.Left, constants) + Text(sum.Right, constants),
        ParenthesizedExpressionSyntax inner => Text(inner.Expression, constants),
        _ => "\u0001",
    };

    // A program, and a value before the end of the sentence.
    [GeneratedRegex("(?<![A-Za-z-])((kubectl|helm|aws|docker|eksctl) |([A-Z][a-z]+-E(KS|ks)[A-Za-z]*) (?=[-\u0001]))([^.;:,)\u0001\n]|[.:,](?! ))*\u0001", RegexOptions.CultureInvariant)]
    private static partial Regex Program();

    // An option inside a text, and its value.
    [GeneratedRegex("\\s--[a-z][a-z-]*[ =]['\"]?([a-zA-Z.]+=\\{?)?\u0001", RegexOptions.CultureInvariant)]
    private static partial Regex Option();

    [GeneratedRegex(@"\{[0-9]+\}", RegexOptions.CultureInvariant)]
    private static partial Regex Hole();

    [GeneratedRegex("<[A-Z_]+>", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
