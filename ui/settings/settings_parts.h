#pragma once

#include "widgets/kit/card.h"

class QComboBox;
class QLabel;
class QTableView;

namespace slipway {

class CopyField;
class ShellContext;

// Light, dark or the system's; how times are written.
class AppearanceCard : public Card
{
    Q_OBJECT

public:
    AppearanceCard(ShellContext &context, QWidget *parent);

private:
    ShellContext &m_context;
};

// Where the engine is, and the AccessKey pair that scripts and eascmd use.
class EngineInfoCard : public Card
{
    Q_OBJECT

public:
    EngineInfoCard(ShellContext &context, QWidget *parent);

private:
    void showStatus();

    ShellContext &m_context;
    CopyField *m_api;
    CopyField *m_gateway;
    CopyField *m_data;
    CopyField *m_keyId;
    CopyField *m_secret;
};

// All keys, from the action registry.
class ShortcutsCard : public Card
{
    Q_OBJECT

public:
    ShortcutsCard(ShellContext &context, QWidget *parent);

    // Pages add their actions when they are first shown.
    void refresh();

private:
    ShellContext &m_context;
    QWidget *m_rows = nullptr;
};

// How the talk with the engine goes; frame times.
class DebugCard : public Card
{
    Q_OBJECT

public:
    DebugCard(ShellContext &context, QWidget *parent);

private:
    void showLog();

    ShellContext &m_context;
    QLabel *m_calls;
    QLabel *m_events;
};

} // namespace slipway
