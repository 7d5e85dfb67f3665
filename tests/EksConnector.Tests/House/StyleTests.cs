using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EksConnector.Tests.House;

/// <summary>What <c>dotnet format</c> finds and neither the build nor <c>dotnet format whitespace</c> does.</summary>
public sealed class StyleTests
{
    [Fact]
    public void Directives_are_in_order_and_members_are_not_qualified()
    {
        (string File, string Problem)[] found =
        [
            .. new[] { "src", "tests" }
                .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))
                .SelectMany(file => Problems(File.ReadAllText(file)).Select(problem => (file, problem))),
        ];
        found.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("using System.Text; using System.Linq;")]
    [InlineData("using Amazon; using System;")]
    [InlineData("using System.Text; using System.Text.Json; using System;")]
    [InlineData("using static System.Math; using System;")]
    [InlineData("using B = System.Int32; using A = System.Int64;")]
    [InlineData("class A { int b; int C() => this.b; }")]
    [InlineData("class A { int B { get; } int C() => this.B; }")]
    [InlineData("class A { int B() => 1; int C() => this.B(); }")]
    public void A_violation_would_be_found(string source) => Problems(source).ShouldNotBeEmpty();

    [Theory]
    [InlineData("using System; using System.Text; using System.Text.Json; using Amazon; using static A.B; using C = A.D;")]
    [InlineData("class A { int B() => this.Where(); }")]
    public void Other_sources_are_accepted(string source) => Problems(source).ShouldBeEmpty();

    private static IEnumerable<string> Problems(string source)
    {
        CompilationUnitSyntax root = CSharpSyntaxTree.ParseText(source).GetCompilationUnitRoot();
        string[] directives = [.. root.Usings.Where(directive => !directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword)).Select(Place)];
        foreach ((string before, string after) in directives.Zip(directives.Skip(1)).Where(pair => string.Compare(pair.First, pair.Second, StringComparison.OrdinalIgnoreCase) > 0))
        {
            yield return $"'{after.Trim()}' is after '{before.Trim()}'";
        }

        foreach (TypeDeclarationSyntax type in root.DescendantNodes().OfType<TypeDeclarationSyntax>())
        {
            HashSet<string> members = [.. type.Members.SelectMany(Names)];
            foreach (MemberAccessExpressionSyntax access in type.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
                .Where(access => access.Expression is ThisExpressionSyntax && members.Contains(access.Name.Identifier.Text)))
            {
                yield return access.ToString();
            }
        }
    }

    // Namespaces, System first, then static ones and aliases. Names are compared by their parts: a space is before any letter.
    private static string Place(UsingDirectiveSyntax directive)
    {
        string name = directive.Alias?.Name.ToString() ?? directive.NamespaceOrType.ToString();
        int kind = directive.Alias is not null ? 2 : directive.StaticKeyword.IsKind(SyntaxKind.StaticKeyword) ? 1 : 0;
        return $"{kind}{(name.Split('.')[0] == "System" ? 0 : 1)} {name.Replace('.', ' ')}";
    }

    private static IEnumerable<string> Names(MemberDeclarationSyntax member) => member switch
    {
        FieldDeclarationSyntax field => field.Declaration.Variables.Select(variable => variable.Identifier.Text),
        PropertyDeclarationSyntax property => [property.Identifier.Text],
        MethodDeclarationSyntax method => [method.Identifier.Text],
        _ => [],
    };
}
