#pragma once

#include <QWidget>

class QLineEdit;
class QToolButton;

namespace slipway {

// A value to take away: read only text, a copy button, and for a secret a button that reveals it.
class CopyField : public QWidget
{
    Q_OBJECT

public:
    enum class Kind { Plain, Secret };

    // `name` is the accessible name; `objectName` is given to the field itself.
    CopyField(const QString &name, const QString &objectName, Kind kind, QWidget *parent = nullptr);

    // A secret is held here only while it is shown or could be copied.
    void setValue(const QString &value);
    QString value() const { return m_value; }
    void setRevealed(bool revealed);
    bool isRevealed() const { return m_revealed; }

signals:
    void copied();
    // Sent before the secret is first shown, so that its owner may fetch it with setValue().
    void revealRequested();

private:
    void copy();
    void updateText();

    Kind m_kind;
    bool m_revealed = false;
    QString m_value;
    QLineEdit *m_text;
    QToolButton *m_reveal = nullptr;
    QToolButton *m_copy;
};

} // namespace slipway
