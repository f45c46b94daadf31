<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1">
<context>
    <name>CommandBox</name>
    <message>
        <source>Search customers or actions (Ctrl+K)</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Search customers or actions</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Go to {tab}</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Switch the language</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Switch between light and dark</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Change my details</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Make a backup</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>Foot</name>
    <message>
        <source>Undo</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Undone: {what}</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Today</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Customers</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Needs interview</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Combinations</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Matrix</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Library</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Switch the language</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Switch between light and dark</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Close this message</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Something went wrong. Nothing was changed.</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>ProfileDialog</name>
    <message>
        <source>My details</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Licence number</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Highest product grade</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Team</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>TableView</name>
    <message>
        <source>Copy</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>UnlockPage</name>
    <message>
        <source>Password</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Password again</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Your name, as it stands on proposals</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Your name</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Put in the sample family and the sample catalogue</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Opening the store</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Something went wrong; the log file tells more.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Getting ready</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Choose a password of at least 8 characters. Everything you enter is encrypted with it on this computer; without it nobody can open it, and nobody can recover it for you.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Your customers' data is encrypted on this computer.</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>parent</name>
    <message>
        <source>Folder for the backup</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Making a backup</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Backup made: {path}</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The backup could not be made.</source>
        <translation type="unfinished" />
    </message>
</context>
</TS>
