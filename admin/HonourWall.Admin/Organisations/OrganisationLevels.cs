namespace HonourWall.Admin.Organisations;

/// <summary>The union's words for the levels, and what may stand below what: 市总 → 区总 / 产业 → 镇街 / 系统 → 基层.</summary>
public static class OrganisationLevels
{
    public static string Word(this OrganisationLevel level) => level switch
    {
        OrganisationLevel.City => "市总",
        OrganisationLevel.District => "区总",
        OrganisationLevel.Industry => "产业",
        OrganisationLevel.Street => "镇街",
        OrganisationLevel.Branch => "系统",
        OrganisationLevel.Grassroots => "基层",
        _ => throw new ArgumentOutOfRangeException(nameof(level)),
    };

    public static IReadOnlyList<OrganisationLevel> Below(this OrganisationLevel level) => level switch
    {
        OrganisationLevel.City => [OrganisationLevel.District, OrganisationLevel.Industry],
        OrganisationLevel.District or OrganisationLevel.Industry => [OrganisationLevel.Street, OrganisationLevel.Branch, OrganisationLevel.Grassroots],
        OrganisationLevel.Street or OrganisationLevel.Branch => [OrganisationLevel.Grassroots],
        _ => [],
    };
}
