using RmsOrleans.Samples;

// Writes the file again: dotnet run --project samples/Generator -- samples/office-day.ndjson
if (args is not [var path])
{
    Console.Error.WriteLine("Say where to write: dotnet run --project samples/Generator -- samples/office-day.ndjson");
    return 2;
}
File.WriteAllBytes(path, OfficeDay.Write());
return 0;
