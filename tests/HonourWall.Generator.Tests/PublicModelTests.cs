using System.Reflection;
using Xunit;

namespace HonourWall.Generator.Tests;

/// <summary>
/// What the public model holds of people and honours, approved name by name: whatever stands in it may be published, so a new field shows up in review.
/// <c>APPROVE=1 dotnet test</c> writes what there is now.
/// </summary>
public sealed class PublicModelTests
{
    private static readonly string Approved = Repository.PathOf("tests", "samples", "public-model.txt");

    [Fact]
    public void Every_field_of_the_public_model_stands_in_the_approved_list()
    {
        var fields = string.Concat(Fields().Order(StringComparer.Ordinal).Select(field => field + "\n"));
        if (Environment.GetEnvironmentVariable("APPROVE") == "1") File.WriteAllText(Approved, fields);
        Assert.Equal(File.ReadAllText(Approved), fields);
    }

    private static IEnumerable<string> Fields() =>
        from type in typeof(Roll.RollOfHonour).Assembly.GetExportedTypes()
        where type.Namespace == typeof(Roll.RollOfHonour).Namespace
        from member in type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where member is PropertyInfo or FieldInfo { IsSpecialName: false }
        select $"{Name(type)}.{member.Name}: {Name(member is PropertyInfo property ? property.PropertyType : ((FieldInfo)member).FieldType)}";

    private static string Name(Type type) => type.IsGenericType
        ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.Name;
}
