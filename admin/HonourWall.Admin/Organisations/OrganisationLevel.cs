namespace HonourWall.Admin.Organisations;

/// <summary>What an organisation is in the union's tree.</summary>
public enum OrganisationLevel
{
    /// <summary>市总工会, the root.</summary>
    City,

    /// <summary>区总工会.</summary>
    District,

    /// <summary>产业工会.</summary>
    Industry,

    /// <summary>镇街工会.</summary>
    Street,

    /// <summary>系统工会.</summary>
    Branch,

    /// <summary>基层工会.</summary>
    Grassroots,
}
