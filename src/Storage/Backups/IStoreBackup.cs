using RmsOrleans.Storage.Verification;

namespace RmsOrleans.Storage.Backups;

/// <summary>How a store is copied into one file and made again from it.</summary>
internal interface IStoreBackup
{
    /// <summary>Copies the store as it stands at one moment, also while programs work on it.</summary>
    /// <param name="to">A file that is not there yet; it appears when it is complete.</param>
    Task<StoreReport> Backup(string to, IProgressDisplay progress, CancellationToken cancellation);

    /// <summary>Makes a store where there is none. Nothing is there if it does not end well.</summary>
    Task<StoreReport> Restore(string from, IProgressDisplay progress, CancellationToken cancellation);
}
