namespace HonourWall.Admin.Registry;

/// <summary>Where a person stands; decides what may be paid.</summary>
public enum PersonStatus
{
    /// <summary>在职.</summary>
    Working,

    /// <summary>离退休.</summary>
    Retired,

    /// <summary>去世.</summary>
    Deceased,

    /// <summary>调离.</summary>
    Transferred,

    /// <summary>违纪.</summary>
    Disciplined,
}
