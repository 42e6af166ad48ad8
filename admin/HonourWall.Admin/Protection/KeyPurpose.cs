namespace HonourWall.Admin.Protection;

/// <summary>What a key is for. No key serves two purposes.</summary>
public enum KeyPurpose
{
    /// <summary>Seals protected columns.</summary>
    Data,

    /// <summary>Blind indexes of protected columns.</summary>
    Index,

    /// <summary>The audit chain, its digests and its anchors.</summary>
    Audit,

    /// <summary>Signatures over frozen snapshots and bank files.</summary>
    Signature,
}
