namespace HonourWall.Admin.Organisations;

/// <summary>Organisations as a form offers them: in the order of their tree, each indented below the one that it belongs to.</summary>
public static class OrganisationOptions
{
    public static IEnumerable<(string Value, string Word)> Of(IEnumerable<Organisation> organisations) =>
        organisations.Select(o => (o.Id.ToString(), new string('　', o.Path.Depth - 1) + o.Name)).Prepend(("", "请选择"));
}
