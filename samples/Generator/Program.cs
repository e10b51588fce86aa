using System.Globalization;
using RmsOrleans.Samples;

// Writes the file again: dotnet run --project samples/Generator -- samples/office-day.ndjson
// Declarations of any number, the same for the same seed: dotnet run --project samples/Generator -- declarations 100000 --seed 7 declarations.ndjson
switch (args)
{
    case ["declarations", var count, "--seed", var seed, var to] when int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var many) && ulong.TryParse(seed, NumberStyles.None, CultureInfo.InvariantCulture, out var of):
        using (var file = File.Create(to))
            Console.WriteLine(DeclarationSet.Write(file, many, of));
        return 0;
    case [var path] when path != "declarations":
        File.WriteAllBytes(path, OfficeDay.Write());
        return 0;
    default:
        Console.Error.WriteLine("Say what to write: dotnet run --project samples/Generator -- samples/office-day.ndjson, or -- declarations NUMBER --seed SEED FILE");
        return 2;
}
