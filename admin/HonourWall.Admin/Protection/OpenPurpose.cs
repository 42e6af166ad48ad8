namespace HonourWall.Admin.Protection;

/// <summary>Why a protected value is opened. Each place in the code that opens one names its reason, so that a search finds them all.</summary>
public enum OpenPurpose
{
    /// <summary>One field to one person on a page, with a reason, on record.</summary>
    Reveal,

    /// <summary>Inside the program only, to compare or compute; the value leaves no method.</summary>
    Internal,

    /// <summary>Into a file that a bank or another authority needs, by an approved export.</summary>
    OfficialFile,

    /// <summary>From an old key to a new one.</summary>
    Rotation,
}
