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

    // A secret given in answer to revealRequested() is forgotten when it is hidden again.
    void setValue(const QString &value);
    QString value() const { return m_value; }
    void setRevealed(bool revealed);
    bool isRevealed() const { return m_revealed; }

signals:
    void copied();
    // Sent before a secret that is not known here is shown or copied; its owner answers at once with setValue().
    void revealRequested();

private:
    void copy();
    void fetch();
    void forget();
    void updateText();

    Kind m_kind;
    bool m_revealed = false;
    bool m_borrowed = false;
    QString m_value;
    QLineEdit *m_text;
    QToolButton *m_reveal = nullptr;
    QToolButton *m_copy;
};

} // namespace slipway
