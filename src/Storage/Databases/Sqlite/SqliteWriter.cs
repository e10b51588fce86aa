using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace RmsOrleans.Storage.Databases.Sqlite;

/// <summary>
/// One thread that writes. It takes all the work that waits into one transaction, so that many callers share one wait for the disk; each
/// work stands behind a savepoint, so that a bad one costs no other. What comes while it writes waits for the next transaction, or those
/// first written would wait long for the last. Nobody is answered before the commit.
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    /// <summary>A transaction takes no more work after this time; those in it should not wait for ever longer ones.</summary>
    private static readonly TimeSpan longestGathering = TimeSpan.FromMilliseconds(25);

    private readonly Queue<IWork> waiting = new();
    private readonly List<IWork> group = [];
    private readonly Func<WriterSession> open;
    private readonly WriteReadiness readiness;
    private readonly ILogger log;
    private readonly Thread thread;
    private WriterSession? session;
    private bool isClosed;

    public SqliteWriter(Func<WriterSession> open, WriteReadiness readiness, ILogger log)
    {
        this.open = open;
        this.readiness = readiness;
        this.log = log;
        thread = new Thread(WriteUntilClosed) { Name = "SQLite writer", IsBackground = true };
        thread.Start();
    }

    public Task<T> Write<T>(Func<WriterSession, T> work, CancellationToken cancellation)
    {
        var added = new Work<T>(work, cancellation);
        lock (waiting)
        {
            if (isClosed)
                throw new StorageUnavailableException("The storage is being closed.");
            waiting.Enqueue(added);
            Monitor.Pulse(waiting);
        }
        return added.Answer;
    }

    /// <summary>Does what waits already, then closes the connection.</summary>
    public void Dispose()
    {
        lock (waiting)
        {
            isClosed = true;
            Monitor.Pulse(waiting);
        }
        thread.Join();
    }

    private void WriteUntilClosed()
    {
        while (WaitForNext(out var first))
        {
            group.Add(first);
            var started = Stopwatch.GetTimestamp();
            try
            {
                session ??= open();
                CommitInTrace(session, first, started);
            }
            catch (Exception failure)
            {
                StorageLog.SqliteFailed(log, failure, group.Count);
                readiness.NotTaken(failure.WhyNotWritten());
                Recover();
                group.ForEach(work => work.Fail(failure, started));
            }
            group.Clear();
        }
        session?.Dispose();
    }

    /// <summary>
    /// False when all is done and no more will come. The thread sleeps here at once: a collection that blocks would first turn in a loop, and
    /// where processors are few, those who have work to do need them.
    /// </summary>
    private bool WaitForNext([NotNullWhen(true)] out IWork? next)
    {
        lock (waiting)
        {
            while (waiting.Count == 0 && !isClosed)
                Monitor.Wait(waiting);
            return waiting.TryDequeue(out next);
        }
    }

    private bool TryNext([NotNullWhen(true)] out IWork? next)
    {
        lock (waiting)
            return waiting.TryDequeue(out next);
    }

    private int CountWaiting()
    {
        lock (waiting)
            return waiting.Count;
    }

    /// <summary>What the disk takes is seen in the trace of the first work that is recorded; a failure also before it comes to that.</summary>
    private void CommitInTrace(WriterSession session, IWork first, long started)
    {
        Activity? span = null;
        try
        {
            DoTogether(session, first, started);
            span = StartSpan();
            if (session.Commit() > 0)
                readiness.Taken();
        }
        catch (Exception failure)
        {
            (span ??= StartSpan())?.Fails(failure);
            throw;
        }
        finally
        {
            span?.Dispose();
        }
        group.ForEach(work => work.Tell());
    }

    private Activity? StartSpan() =>
        group.Exists(work => work.Trace != default) ? Activities.StartWriting(group.Count, group.Select(work => work.Trace)) : null;

    private void DoTogether(WriterSession session, IWork first, long started)
    {
        session.Begin();
        var others = CountWaiting();
        first.Do(session);
        while (others-- > 0 && Stopwatch.GetElapsedTime(started) < longestGathering && TryNext(out var next))
        {
            group.Add(next);
            next.Do(session);
        }
    }

    /// <summary>After a failure of the disk nothing is known of the connection but that its transaction must end.</summary>
    private void Recover()
    {
        try
        {
            session?.Rollback();
        }
        catch (Exception failure)
        {
            StorageLog.SqliteReopens(log, failure);
            session?.Dispose();
            session = null;
        }
    }

    private interface IWork
    {
        /// <summary>The span that it was done in; default unless that is recorded.</summary>
        ActivityContext Trace { get; }

        void Do(WriterSession session);

        void Tell();

        void Fail(Exception failure, long started);
    }

    private sealed class Work<T>(Func<WriterSession, T> work, CancellationToken cancellation) : IWork
    {
        private readonly TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ExecutionContext? caller = ExecutionContext.Capture();
        private readonly long asked = Stopwatch.GetTimestamp();
        private T? result;
        private Exception? failure;

        public ActivityContext Trace { get; private set; }

        public Task<T> Answer => answer.Task;

        public void Do(WriterSession session)
        {
            if (caller is null)
                Try(session);
            else
                ExecutionContext.Run(caller, _ => Try(session), null); // in the trace of its caller, and it leaves none on this thread
        }

        public void Tell()
        {
            if (failure is OperationCanceledException)
                answer.TrySetCanceled(cancellation);
            else if (failure is not null)
                answer.TrySetException(failure);
            else
                answer.TrySetResult(result!);
        }

        public void Fail(Exception failure, long started) => answer.TrySetException(failure.AsStorageUnavailable(
            new FailedWrite(Stopwatch.GetElapsedTime(asked, started), Stopwatch.GetElapsedTime(started), failure.Message)));

        private void Try(WriterSession session)
        {
            try
            {
                cancellation.ThrowIfCancellationRequested();
                result = session.Attempt(() => work(session));
            }
            catch (Exception surprise) when (!surprise.IsStorageUnavailable())
            {
                failure = surprise;
            }
            finally
            {
                Trace = Activity.Current is { Recorded: true } span ? span.Context : default;
            }
        }
    }
}
